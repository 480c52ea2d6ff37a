"""What runs the cases: reading of messages, the origin, the client, the proxies and the judge."""
