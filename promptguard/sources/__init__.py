"""Where documents come from: files on disk, the index of a repository, streams."""
