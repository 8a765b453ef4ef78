"""What a button or a command does: each action a short list of steps over a Book or a file, told once for every host.

An action of a button ends in exactly one message; what it must refuse it raises as a `CstError`, and whoever runs it
(`hosts.running`) tells that. Everything is computed before the first cell is written.
"""
