"""The programs that show the workbook, each behind one door: Excel through xlwings."""
