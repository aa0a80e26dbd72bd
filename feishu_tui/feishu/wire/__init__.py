"""JSON <-> model: the only place that knows Feishu's field names.

Liberal in what it takes: any field but the id may be missing, ``null``, empty, or of another type. Text from the
server is made safe here.
"""
