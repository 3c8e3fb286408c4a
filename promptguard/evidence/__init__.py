"""What makes a candidate likely or not: checksums, entropy, placeholders, samples."""
