"""Everything in one file: a backup that can be restored on any database the product runs on."""
