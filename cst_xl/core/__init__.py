"""The rules of the domain: pure values and functions, without Excel, files or a terminal."""
