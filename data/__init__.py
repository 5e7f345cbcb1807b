"""The store: schema, engines, policy rules and register descriptions as data. Imports no other room."""
