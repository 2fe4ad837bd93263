"""MailSim Desktop: rehearse a mass mailing before you send it."""
