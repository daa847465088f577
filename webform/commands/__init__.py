"""The subcommands of `zelfscan`, one file each."""
