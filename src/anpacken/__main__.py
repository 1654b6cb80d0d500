from anpacken.config.cli import main

main()
