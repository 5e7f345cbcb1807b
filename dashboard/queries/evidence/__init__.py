"""The rows behind every figure (数字的来历): which rows of which registers, what each adds, where each came from."""
