"""From files as received to rows in the store: the only writer of facts (数据入库)."""
