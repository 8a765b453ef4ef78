"""The workbook as a file: its layout, its template, and editing it without losing anything."""
