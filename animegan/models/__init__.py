"""One architecture per file: tensors in, tensors out, nothing read from disk."""
