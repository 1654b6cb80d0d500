"""The printed report: typeset from the report's tree, kept in the media storage under the hash of what it says."""
