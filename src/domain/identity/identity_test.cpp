// SPDX-License-Identifier: AGPL-3.0-or-later
#include <atomic>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/json.h"
#include "identity/access.h"
#include "identity/access_store.h"
#include "identity/audit_store.h"
#include "identity/people.h"
#include "identity/people_store.h"
#include "identity/proof.h"
#include "identity/totp.h"
#include "support/test_database.h"

namespace parvis::identity {
namespace {

struct Office {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  SecretBox secrets = SecretBox::with_key(std::string(32, 'k'));
  PasswordHasher passwords{PasswordCost::cheap()};
  Desk desk{file.database(), clock, secrets, passwords, "http://127.0.0.1:8080", {}, nullptr};

  SetUp setup() const {
    return {*Name::parse("Atelier"), *Name::parse("Léa"), *Email::parse("lea@exemple.fr"), "une phrase assez longue", Locale::fr,
            *ZoneName::parse("Europe/Paris"), Currency::euro(), Approval::required};
  }
  Actor owner() {
    auto const opened = set_up(desk, setup(), {"test", "127.0.0.1"});
    return {opened->session.person_id, opened->session.workspace_id, {}, Role::owner, "session"};
  }
  Result<OpenedSession> try_sign_in(std::string password, std::optional<std::string> code = std::nullopt) {
    SignIn attempt{*Email::parse("lea@exemple.fr"), std::move(password), std::nullopt};
    if (code) attempt.totp = *Text<6, 20>::parse(*code);
    return sign_in(desk, attempt, {"test", "127.0.0.1"});
  }
  std::string offered_secret(PersonId const& id) {
    auto const person = desk.database.read([&](store::Transaction& tx) { return find_person(tx, id); });
    return *secrets.unseal(*person->totp_secret, "identity_person/" + id.to_string());
  }
  std::string last_mail_link() {
    return desk.database.read([&](store::Transaction& tx) {
      std::string const body(tx.first("SELECT body FROM identity_sent_mail ORDER BY id DESC LIMIT 1")->text("body"));
      std::size_t const at = body.find("http");
      return body.substr(at, body.find('\n', at) - at);
    });
  }
};

std::string token_in(std::string const& link) { return link.substr(link.rfind('/') + 1); }

TEST(Totp, gives_the_codes_of_rfc_6238) {
  std::string const secret = "12345678901234567890";
  EXPECT_EQ(totp_code(secret, 59 / 30), "287082");
  EXPECT_EQ(totp_code(secret, 1111111109 / 30), "081804");
  EXPECT_EQ(totp_code(secret, 20000000000 / 30), "353130");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(Password, refuses_the_short_the_leaked_and_the_address) {
  EXPECT_EQ(check_password("court", "a@b.fr").error().code, "identity.password_too_short");
  EXPECT_EQ(check_password("Azerty123456", "a@b.fr").error().code, "identity.password_leaked");
  EXPECT_EQ(check_password("capucine2026!", "capucine@b.fr").error().code, "identity.password_like_email");
  EXPECT_TRUE(check_password("une phrase assez longue", "a@b.fr"));
}

TEST(Permissions, a_client_sees_figures_and_never_internal_costs) {
  EXPECT_TRUE(grants(Role::client, may::see_figures.name));
  EXPECT_FALSE(grants(Role::client, may::see_internal_costs.name));
  EXPECT_FALSE(grants(Role::owner, "no_such_capability"));
}

TEST(SetUp, happens_once) {
  Office office;
  office.owner();
  EXPECT_EQ(set_up(office.desk, office.setup(), {}).error().code, "identity.already_set_up");
}

TEST(SignIn, answers_the_same_for_a_wrong_password_and_an_unknown_address) {
  Office office;
  office.owner();
  SignIn const stranger{*Email::parse("inconnu@exemple.fr"), "n'importe quoi du tout", std::nullopt};
  EXPECT_EQ(sign_in(office.desk, stranger, {}).error().code, "identity.credentials_refused");
  EXPECT_EQ(office.try_sign_in("pas le bon mot").error().code, "identity.credentials_refused");
  EXPECT_TRUE(office.try_sign_in("une phrase assez longue"));
}

TEST(SignIn, locks_after_five_failures_and_opens_again) {
  Office office;
  office.owner();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(office.try_sign_in("faux").error().kind, Kind::unauthenticated);
  EXPECT_EQ(office.try_sign_in("une phrase assez longue").error().code, "identity.too_many_attempts");
  office.clock.advance(std::chrono::minutes(1));
  EXPECT_TRUE(office.try_sign_in("une phrase assez longue"));
}

TEST(SignIn, takes_a_one_time_code_once) {
  Office office;
  Actor const owner = office.owner();
  TotpOffer const offer = *offer_totp(office.desk, owner.person);
  std::string const secret = office.offered_secret(owner.person);
  EXPECT_EQ(base32(secret), offer.secret);
  auto const code_now = [&] { return totp_code(secret, office.clock.now().milliseconds() / 30000); };
  ASSERT_TRUE(confirm_totp(office.desk, owner, {*Text<6, 6>::parse(code_now())}));
  EXPECT_EQ(office.try_sign_in("une phrase assez longue").error().code, "identity.totp_required");
  EXPECT_EQ(office.try_sign_in("une phrase assez longue", code_now()).error().code, "identity.totp_refused");
  office.clock.advance(std::chrono::seconds(30));
  EXPECT_TRUE(office.try_sign_in("une phrase assez longue", code_now()));
}

TEST(SignIn, opens_one_session_for_a_code_used_twice_at_once) {
  Office office;
  Actor const owner = office.owner();
  ASSERT_TRUE(offer_totp(office.desk, owner.person));
  std::string const secret = office.offered_secret(owner.person);
  auto const code = [&] { return totp_code(secret, office.clock.now().milliseconds() / 30000); };
  ASSERT_TRUE(confirm_totp(office.desk, owner, {*Text<6, 6>::parse(code())}));
  office.clock.advance(std::chrono::seconds(30));
  std::atomic<int> opened{0};
  std::vector<std::jthread> callers;
  for (int i = 0; i < 4; ++i) callers.emplace_back([&] { opened += office.try_sign_in("une phrase assez longue", code()).has_value(); });
  callers.clear();
  EXPECT_EQ(opened, 1);
}

TEST(Proof, falls_when_a_reset_comes_before_what_it_opens) {
  Office office;
  Actor const owner = office.owner();
  Person const proved = *prove_person(office.desk, owner.person, {"password", "une phrase assez longue"});
  ASSERT_TRUE(ask_password_reset(office.desk, {*Email::parse("lea@exemple.fr")}));
  ASSERT_TRUE(reset_password(office.desk, token_in(office.last_mail_link()), {"une autre phrase longue"}));
  office.desk.database.read([&](store::Transaction& tx) { EXPECT_EQ(as_proved(tx, office.desk, proved).error().code, "identity.credentials_refused"); });
  EXPECT_FALSE(office.try_sign_in("une phrase assez longue"));
  EXPECT_TRUE(office.try_sign_in("une autre phrase longue"));
}

TEST(Proof, counts_wrong_passwords_at_every_door) {
  Office office;
  Actor const owner = office.owner();
  ASSERT_TRUE(invite(office.desk, owner, {*Email::parse("lea@exemple.fr"), Role::analyst, {}}));
  std::string const token = token_in(office.last_mail_link());
  std::vector<std::function<Done(std::string const&)>> const doors{
      [&](std::string const& password) { return change_password(office.desk, owner, {password, "une autre phrase longue"}, ""); },
      [&](std::string const& password) { return remove_totp(office.desk, owner, {password}); },
      [&](std::string const& password) { return accept_invitation(office.desk, token, {*Name::parse("Léa"), password, Locale::fr}); }};
  for (auto const& door : doors) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(door("une phrase fausse").error().fields.at(0).code, "identity.credentials_refused");
    EXPECT_EQ(door("une phrase assez longue").error().code, "identity.too_many_attempts");
    office.clock.advance(std::chrono::minutes(15));
    ASSERT_TRUE(office.try_sign_in("une phrase assez longue"));
  }
}

TEST(Turns, turn_away_whoever_finds_the_waiting_room_full) {
  Turns turns(1, 0);
  auto first = turns.enter();
  ASSERT_TRUE(first);
  EXPECT_FALSE(turns.enter());
  first.reset();
  EXPECT_TRUE(turns.enter());
}

TEST(Reset, mails_three_links_an_hour_at_most) {
  Office office;
  office.owner();
  auto const mails = [&] {
    return office.desk.database.read([](store::Transaction& tx) { return tx.first("SELECT count(*) AS n FROM identity_sent_mail")->integer("n"); });
  };
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(ask_password_reset(office.desk, {*Email::parse("lea@exemple.fr")}));
  EXPECT_EQ(mails(), 3);
  office.clock.advance(reset_life);
  ASSERT_TRUE(ask_password_reset(office.desk, {*Email::parse("lea@exemple.fr")}));
  EXPECT_EQ(mails(), 4);
}

TEST(Reset, works_once_within_the_hour_and_ends_sessions_and_tokens) {
  Office office;
  Actor const owner = office.owner();
  ASSERT_TRUE(issue_token(office.desk, owner, {*Name::parse("Script"), {"see_brand"}, {}, 90}));
  ASSERT_TRUE(ask_password_reset(office.desk, {*Email::parse("lea@exemple.fr")}));
  std::string const token = token_in(office.last_mail_link());
  ASSERT_TRUE(reset_password(office.desk, token, {"une autre phrase longue"}));
  EXPECT_EQ(reset_password(office.desk, token, {"encore une autre phrase"}).error().code, "identity.link_expired");
  EXPECT_TRUE(office.desk.database.read([&](store::Transaction& tx) { return sessions_of(tx, owner.person); }).empty());
  EXPECT_TRUE(office.desk.database.read([&](store::Transaction& tx) { return tokens_of(tx, owner.person, owner.workspace); }).empty());
  ASSERT_TRUE(ask_password_reset(office.desk, {*Email::parse("lea@exemple.fr")}));
  std::string const late = token_in(office.last_mail_link());
  office.clock.advance(reset_life);
  EXPECT_EQ(reset_password(office.desk, late, {"une phrase de trop tard"}).error().code, "identity.link_expired");
}

TEST(Invitation, lets_a_newcomer_in_with_one_role_on_one_brand) {
  Office office;
  Actor const owner = office.owner();
  Brand const brand = *create_brand(office.desk, owner, {*Name::parse("Maison Rivage"), {}, {}, {}, {}});
  create_brand(office.desk, owner, {*Name::parse("Autre"), {}, {}, {}, {}});
  ASSERT_TRUE(invite(office.desk, owner, {*Email::parse("client@exemple.fr"), Role::client, brand.id}));
  std::string const token = token_in(office.last_mail_link());
  EXPECT_EQ(read_invitation(office.desk, token)->brand_name->to_string(), "Maison Rivage");
  ASSERT_TRUE(accept_invitation(office.desk, token, {*Name::parse("Paul"), "une phrase bien gardée", Locale::fr}));
  EXPECT_FALSE(accept_invitation(office.desk, token, {*Name::parse("Paul"), "une phrase bien gardée", Locale::fr}));
  office.desk.database.read([&](store::Transaction& tx) {
    auto const paul = find_person_by_email(tx, *Email::parse("client@exemple.fr"));
    auto const seen = brands_of(tx, paul->id, owner.workspace);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen.front().slug.to_string(), "maison-rivage");
  });
}

TEST(Members, the_last_owner_cannot_leave_and_erasure_takes_the_name_away) {
  Office office;
  Actor const owner = office.owner();
  EXPECT_EQ(set_roles(office.desk, owner, owner.person, {{}}).error().code, "identity.last_owner");
  EXPECT_EQ(erase_person(office.desk, owner, owner.person).error().code, "identity.last_owner");
  ASSERT_TRUE(invite(office.desk, owner, {*Email::parse("nina@exemple.fr"), Role::author, std::nullopt}));
  ASSERT_TRUE(accept_invitation(office.desk, token_in(office.last_mail_link()), {*Name::parse("Nina"), "une phrase bien cachée", Locale::fr}));
  auto const nina = office.desk.database.read([&](store::Transaction& tx) { return find_person_by_email(tx, *Email::parse("nina@exemple.fr")); });
  ASSERT_TRUE(nina);
  ASSERT_TRUE(erase_person(office.desk, owner, nina->id));
  EXPECT_FALSE(office.desk.database.read([&](store::Transaction& tx) { return find_person_by_email(tx, *Email::parse("nina@exemple.fr")); }));
  EXPECT_EQ(office.desk.database.read([&](store::Transaction& tx) { return person_name(tx, nina->id); }), "");
}

TEST(Audit, notices_an_altered_row) {
  Office office;
  Actor const owner = office.owner();
  create_brand(office.desk, owner, {*Name::parse("Maison Rivage"), {}, {}, {}, {}});
  EXPECT_EQ(office.desk.database.read([](store::Transaction& tx) { return broken_audit_position(tx); }), 0);
  office.desk.database.write([](store::Transaction& tx) { tx.run("UPDATE identity_audit_entry SET action = 'x' WHERE position = 2"); });
  EXPECT_EQ(office.desk.database.read([](store::Transaction& tx) { return broken_audit_position(tx); }), 2);
}

TEST(Brand, a_stale_revision_is_refused) {
  Office office;
  Actor const owner = office.owner();
  Brand const brand = *create_brand(office.desk, owner, {*Name::parse("Maison Rivage"), {}, {}, {}, {}});
  SaveBrand const change{*Name::parse("Rivage"), brand.slug, brand.locale, brand.zone, brand.currency, Shelf::active, brand.revision};
  EXPECT_TRUE(save_brand(office.desk, owner, brand.id, change));
  EXPECT_EQ(save_brand(office.desk, owner, brand.id, change).error().code, "identity.stale_revision");
}

}  // namespace
}  // namespace parvis::identity
