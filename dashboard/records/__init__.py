"""What users write (用户填写的内容): the journal, and what may be written about each subject."""
