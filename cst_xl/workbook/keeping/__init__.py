"""What staff added to a workbook, found in the old one and kept in the next: nothing that a person typed goes silently."""
