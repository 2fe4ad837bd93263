"""Entry of the frozen window ``MailSim``."""

import multiprocess

if __name__ == "__main__":
    multiprocess.freeze_support()  # before Qt, and anything else, is imported

    from mailsim_desktop.__main__ import window

    window()
