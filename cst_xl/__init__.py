"""cst_xl: a public IT service centre's quarterly bulletin, from raw figures to pages that can be signed."""
