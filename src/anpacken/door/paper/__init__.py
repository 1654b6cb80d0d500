"""What is printed for the door: badges on sheets of labels, and sheets that people sign."""
