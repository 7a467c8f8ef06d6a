SELECT number, records FROM commits
