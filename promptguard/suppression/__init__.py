"""What somebody accepted: comments in the text, baselines, and the fingerprints they go by."""
