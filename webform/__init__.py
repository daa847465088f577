"""Everything a person sees: the web application, a folder per audience, and the `zelfscan` command."""
