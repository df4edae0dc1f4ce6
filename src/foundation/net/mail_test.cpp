// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "net/mailer.h"
#include "support/loopback_server.h"

namespace parvis::net {
namespace {

using test::LoopbackServer;
using test::Peer;

Mail sample() { return {.to = {"Zoé Martin", *Email::parse("zoe@example.org")}, .subject = "Hello", .text = "One line"}; }

Envelope envelope() { return {{"Parvis", *Email::parse("parvis@example.net")}, "<1@example.net>", *Instant::parse("2026-11-23T21:05:09Z")}; }

std::string unfolded(std::string text) {
  for (std::size_t at; (at = text.find("\r\n ")) != std::string::npos;) text.erase(at, 2);
  return text;
}

TEST(MailText, carries_the_standard_headers) {
  std::string const text = rendered(sample(), envelope());
  EXPECT_TRUE(text.starts_with("Date: Mon, 23 Nov 2026 21:05:09 +0000\r\nFrom: \"Parvis\" <parvis@example.net>\r\n")) << text;
  EXPECT_NE(unfolded(text).find("To: =?UTF-8?B?Wm/DqSBNYXJ0aW4=?= <zoe@example.org>\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\r\nMessage-ID: <1@example.net>\r\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\nOne line\r\n")) << text;
}

TEST(MailText, lets_no_field_add_a_header_or_a_line) {
  Mail mail = sample();
  mail.subject = "Hi\r\nBcc: victim@example.org";
  mail.to.name = "A\r\nBcc: b@example.org";
  mail.headers = {{"Reply-To", "x@example.org\r\nBcc: c@example.org"}, {"Bad Name", "x"}, {"Bcc", "d@example.org"}, {"X\r\nBcc", "y"}, {"subject", "twice"}};
  mail.attachments = {{"a\"\r\nBcc: e@example.org", "text/plain\r\nBcc: f", "x"}};
  std::string const text = rendered(mail, envelope());
  EXPECT_EQ(text.find("\nBcc"), std::string::npos) << text;
  EXPECT_NE(text.find("\r\nReply-To: x@example.org  Bcc: c@example.org\r\n"), std::string::npos);
  EXPECT_EQ(text.find("twice"), std::string::npos);
}

TEST(MailText, encodes_long_and_foreign_subjects_in_words_of_75_characters_that_cut_no_character) {
  Mail mail = sample();
  std::string wanted;
  for (int i = 0; i < 60; ++i) wanted += "é€😀";
  mail.subject = wanted;
  std::string const text = rendered(mail, envelope());
  std::string got;
  for (std::size_t at = text.find("Subject: "); (at = text.find("=?UTF-8?B?", at)) != std::string::npos;) {
    std::size_t const end = text.find("?=", at + 10);
    EXPECT_LE(end + 2 - at, 75u);
    std::string const piece = *from_base64(text.substr(at + 10, end - at - 10));
    EXPECT_TRUE(is_utf8(piece));
    got += piece;
    at = end;
  }
  EXPECT_EQ(got, wanted);
  mail.subject = "=?UTF-8?B?aGk=?=";
  EXPECT_EQ(rendered(mail, envelope()).find("Subject: =?UTF-8?B?aGk=?="), std::string::npos);
}

TEST(MailText, is_ascii_in_short_lines_whatever_it_holds) {
  Mail mail = sample();
  mail.text = std::string(3000, 'a') + "\n.\nÉté = 20 °C \nend ";
  mail.html = "<p>" + std::string(3000, 'b') + "</p>";
  mail.attachments = {{"rapport été.pdf", "application/pdf", std::string(5000, '\xFF')}};
  std::string const text = rendered(mail, envelope());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = text.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - at, 110u);
    at = end + 2;
  }
  EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; }));
  EXPECT_NE(text.find("=C3=89t=C3=A9 =3D 20 =C2=B0C=20\r\n"), std::string::npos);
  EXPECT_NE(text.find("filename*=UTF-8''rapport%20%C3%A9t%C3%A9.pdf"), std::string::npos);
  EXPECT_LT(text.find("multipart/mixed"), text.find("multipart/alternative"));
}

/// A scripted SMTP server: replies to the commands, and keeps what it was told.
struct Sink {
  std::string greeting = "220 sink\r\n";
  std::string on_from = "250 ok\r\n";
  std::string on_rcpt = "250 ok\r\n";
  std::string on_end = "250 queued\r\n";
  std::vector<std::string> commands = {};
  std::string message = {};

  void serve(Peer& peer) {
    peer.write(greeting);
    while (std::optional<std::string> const said = peer.read_line()) {
      std::string const& line = *said;
      commands.push_back(line);
      if (line.starts_with("EHLO")) peer.write("250-sink\r\n250 AUTH PLAIN\r\n");
      else if (line == "AUTH PLAIN") peer.write("334 \r\n");
      else if (commands.size() > 1 && commands[commands.size() - 2] == "AUTH PLAIN") peer.write(line == "AGEAYg==" ? "235 ok\r\n" : "535 no\r\n");
      else if (line.starts_with("MAIL")) peer.write(on_from);
      else if (line.starts_with("RCPT")) peer.write(on_rcpt);
      else if (line == "DATA") { peer.write("354 go\r\n"); if (!take(peer)) return; }
      else if (line == "QUIT") return peer.write("221 bye\r\n");
      else peer.write("250 ok\r\n");
    }
  }

 private:
  bool take(Peer& peer) {
    std::optional<std::string> line;
    while ((line = peer.read_line()) && line != ".") message += *line + "\n";
    peer.write(on_end);
    return line && !on_end.empty();
  }
};

SmtpOptions options(int port) {
  return {.host = "127.0.0.1", .port = port, .security = MailSecurity::none, .from = {"Parvis", *Email::parse("parvis@example.net")}, .deadline = Milliseconds(1000)};
}

Posted deliver(Sink& sink, SmtpOptions changed = options(0), Mail const& mail = sample()) {
  LoopbackServer const server([&](Peer& peer) { sink.serve(peer); });
  ManualClock const clock(*Instant::parse("2026-11-23T21:05:09Z"));
  changed.port = server.port();
  return SmtpMailer(changed, clock).send(mail);
}

TEST(SmtpMailer, hands_a_mail_to_the_server) {
  Sink sink;
  Mail mail = sample();
  mail.text = "first\n.\n..dots\nlast";
  Posted const posted = deliver(sink, options(0), mail);
  EXPECT_EQ(posted.outcome, MailOutcome::accepted) << posted.detail;
  EXPECT_NE(std::find(sink.commands.begin(), sink.commands.end(), "MAIL FROM:<parvis@example.net>"), sink.commands.end());
  EXPECT_NE(std::find(sink.commands.begin(), sink.commands.end(), "RCPT TO:<zoe@example.org>"), sink.commands.end());
  EXPECT_NE(sink.message.find("Message-ID: " + posted.message_id), std::string::npos);
  EXPECT_NE(sink.message.find("first\n..\n...dots\nlast\n"), std::string::npos) << sink.message;
}

TEST(SmtpMailer, tells_a_refusal_for_good_from_one_for_now) {
  Sink never{.on_rcpt = "550 no such person\r\n"};
  EXPECT_EQ(deliver(never).outcome, MailOutcome::rejected);
  Sink later{.on_rcpt = "451 greylisted\r\n"};
  EXPECT_EQ(deliver(later).outcome, MailOutcome::not_sent);
  Sink spam{.on_end = "554 spam\r\n"};
  Posted const refused = deliver(spam);
  EXPECT_EQ(refused.outcome, MailOutcome::rejected);
  EXPECT_EQ(refused.code, 554);
  Sink full{.on_end = "452 disk full\r\n"};
  EXPECT_EQ(deliver(full).outcome, MailOutcome::not_sent);
}

// Until its recipient is named, what is refused is the sender or its settings, which a person may mend.
TEST(SmtpMailer, keeps_a_mail_whose_sender_is_refused) {
  for (auto const* reply : {"530 authentication required\r\n", "550 sender unknown\r\n", "554 blocked\r\n"}) {
    Sink first{.on_from = reply};
    Posted const posted = deliver(first);
    EXPECT_EQ(posted.outcome, MailOutcome::not_sent) << reply;
    EXPECT_EQ(posted.code, std::stoi(reply));
    Sink greeted{.greeting = reply};
    EXPECT_EQ(deliver(greeted).outcome, MailOutcome::not_sent) << reply;
  }
  for (auto const* reply : {"530 authentication required\r\n", "534 stronger\r\n", "535 wrong\r\n", "538 under TLS\r\n"}) {
    Sink late{.on_rcpt = reply};
    EXPECT_EQ(deliver(late).outcome, MailOutcome::not_sent) << reply;
  }
}

TEST(SmtpMailer, does_not_know_when_the_line_is_cut_after_the_text) {
  Sink cut{.on_end = ""};
  EXPECT_EQ(deliver(cut).outcome, MailOutcome::unknown);
}

TEST(SmtpMailer, signs_in_and_says_when_the_password_is_wrong) {
  SmtpOptions signed_in = options(0);
  signed_in.user = "a";
  signed_in.password = "b";
  Sink sink;
  EXPECT_EQ(deliver(sink, signed_in).outcome, MailOutcome::accepted);
  signed_in.password = "wrong";
  Sink strict;
  EXPECT_EQ(deliver(strict, signed_in).outcome, MailOutcome::not_sent);
  EXPECT_TRUE(strict.message.empty());
}

TEST(SmtpMailer, sends_nothing_in_clear_when_tls_is_asked_or_the_host_is_not_this_one) {
  SmtpOptions secure = options(0);
  secure.security = MailSecurity::starttls;
  secure.user = "a";
  secure.password = "b";
  Sink without_tls;
  EXPECT_EQ(deliver(without_tls, secure).outcome, MailOutcome::not_sent);
  EXPECT_TRUE(std::none_of(without_tls.commands.begin(), without_tls.commands.end(), [](std::string const& line) { return line.starts_with("AUTH") || line.starts_with("MAIL"); }));
  ManualClock const clock(Instant{});
  SmtpOptions far = options(25);
  far.host = "192.0.2.1";
  EXPECT_EQ(SmtpMailer(far, clock).send(sample()).outcome, MailOutcome::not_sent);
  SmtpOptions closed = options(test::closed_port());
  EXPECT_EQ(SmtpMailer(closed, clock).send(sample()).outcome, MailOutcome::not_sent);
}

}  // namespace
}  // namespace parvis::net
