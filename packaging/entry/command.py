"""Entry of the frozen command ``mailsim``."""

import multiprocess

if __name__ == "__main__":
    multiprocess.freeze_support()  # before anything else is imported

    from mailsim_desktop.__main__ import command_line

    command_line()
