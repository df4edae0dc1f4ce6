// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of the door: first-run setup, sign-in and out, sessions, second factor, password reset, API tokens.

#include "identity/person.h"

namespace parvis::identity {

struct SetUp {
  Name workspace_name;
  Name person_name;
  Email email;
  std::string password;
  Locale locale = Locale::fr;
  ZoneName zone;
  Currency currency;
  Approval approval = Approval::required;
};
BOOST_DESCRIBE_STRUCT(SetUp, (), (workspace_name, person_name, email, password, locale, zone, currency, approval))

struct SignIn {
  Email email;
  std::string password;
  std::optional<Text<6, 20>> totp;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password, totp))

/// Where a request came from, kept with the session so that its owner recognises it.
struct Visitor {
  std::string user_agent;
  std::string address;
};

/// A session opened: the token goes into the cookie and nowhere else.
struct OpenedSession {
  Session session;
  std::string token;
};

/// Creates the first workspace and its owner. Problems: identity.already_set_up, identity.password_*.
Result<OpenedSession> set_up(Desk const& desk, SetUp const& setup, Visitor const& visitor);

/// Problems: identity.credentials_refused (wrong address or password, indistinct), identity.totp_required,
/// identity.totp_refused, identity.too_many_attempts (locked: 1 min after 5 failures, doubling to 15 min).
Result<OpenedSession> sign_in(Desk const& desk, SignIn const& attempt, Visitor const& visitor);

/// The actor's own sessions. end_session: not_found for another person's.
Done end_session(Desk const& desk, PersonId const& person, SessionId const& session);
Done end_session_of_token(Desk const& desk, std::string const& token);

struct TotpOffer {
  std::string secret;   // base32, to type by hand
  std::string address;  // otpauth://
  std::string qr_svg;   // the address as a QR code
};
BOOST_DESCRIBE_STRUCT(TotpOffer, (), (secret, address, qr_svg))
struct ConfirmTotp {
  Text<6, 6> code;
};
BOOST_DESCRIBE_STRUCT(ConfirmTotp, (), (code))
struct RemoveTotp {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(RemoveTotp, (), (password))

/// A new secret, not in force until confirmed with a code of it.
Result<TotpOffer> offer_totp(Desk const& desk, PersonId const& person);
Done confirm_totp(Desk const& desk, Actor const& actor, ConfirmTotp const& confirmation);
Done remove_totp(Desk const& desk, Actor const& actor, RemoveTotp const& removal);

struct AskReset {
  Email email;
};
BOOST_DESCRIBE_STRUCT(AskReset, (), (email))
struct ResetPassword {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(ResetPassword, (), (password))
struct ChangePassword {
  std::string current;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(ChangePassword, (), (current, password))

/// Mails a link when the address has an account, three an hour at most; answers the same when it has none.
Done ask_password_reset(Desk const& desk, AskReset const& request);
/// Ends every session and API token of the person. Problems: identity.link_expired, identity.password_*.
Done reset_password(Desk const& desk, std::string const& token, ResetPassword const& reset);
/// Ends the person's sessions but the one of that token. Problems: identity.credentials_refused, identity.password_*.
Done change_password(Desk const& desk, Actor const& actor, ChangePassword const& change, std::string const& session_token);

struct NewToken {
  Name name;
  std::vector<std::string> capabilities;
  std::optional<BrandId> brand_id;
  std::int64_t days = 90;
};
BOOST_DESCRIBE_STRUCT(NewToken, (), (name, capabilities, brand_id, days))
struct IssuedToken {
  TokenId id;
  std::string token;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(IssuedToken, (), (id, token, expires_at))

/// A token never grants more than its maker holds. Problems: identity.capability_unknown, identity.token_life (1 to 366 days).
Result<IssuedToken> issue_token(Desk const& desk, Actor const& actor, NewToken const& request);
Done end_token(Desk const& desk, Actor const& actor, TokenId const& token);


}  // namespace parvis::identity
