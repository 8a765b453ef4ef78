"""What arrives from outside the workbook: files of other programs, on their way to the raw table that they belong to."""
