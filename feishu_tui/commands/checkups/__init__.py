"""What ``feishu-tui doctor`` looks at, one thing a file; each gives findings and changes nothing."""
