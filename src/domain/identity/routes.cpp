// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/routes.h"

#include "identity/access.h"
#include "identity/access_store.h"
#include "identity/audit_store.h"
#include "identity/people.h"
#include "identity/people_store.h"
#include "net/address.h"

namespace parvis::identity {
namespace {

using http::Asked;
using http::Method;

struct SetUpState {
  bool done = false;
};
BOOST_DESCRIBE_STRUCT(SetUpState, (), (done))

struct Me {
  PersonId id;
  std::string name;
  std::string email;
  Locale locale = Locale::fr;
  bool second_factor = false;
  Workspace workspace;
  std::vector<Role> roles;
  std::vector<std::string> capabilities;
  std::vector<Brand> brands;
};
BOOST_DESCRIBE_STRUCT(Me, (), (id, name, email, locale, second_factor, workspace, roles, capabilities, brands))

struct SessionView {
  SessionId id;
  std::string user_agent;
  std::string address;
  Instant created_at;
  Instant last_seen_at;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (id, user_agent, address, created_at, last_seen_at))
struct SessionList {
  std::vector<SessionView> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))

struct TokenView {
  TokenId id;
  Name name;
  std::optional<BrandId> brand_id;
  std::vector<std::string> capabilities;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used_at;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (id, name, brand_id, capabilities, created_at, expires_at, last_used_at))
struct TokenList {
  std::vector<TokenView> items;
};
BOOST_DESCRIBE_STRUCT(TokenList, (), (items))

struct OpenInvitation {
  InvitationId id;
  Email email;
  Role role = Role::author;
  std::optional<BrandId> brand_id;
  Instant created_at;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(OpenInvitation, (), (id, email, role, brand_id, created_at, expires_at))
struct InvitationList {
  std::vector<OpenInvitation> items;
};
BOOST_DESCRIBE_STRUCT(InvitationList, (), (items))

struct MemberList {
  std::vector<Member> items;
};
BOOST_DESCRIBE_STRUCT(MemberList, (), (items))
struct BrandList {
  std::vector<Brand> items;
};
BOOST_DESCRIBE_STRUCT(BrandList, (), (items))
struct AuditFilter {
  std::optional<std::int64_t> before;
  std::optional<Text<1, 64>> object;
};
BOOST_DESCRIBE_STRUCT(AuditFilter, (), (before, object))
struct AuditList {
  std::vector<AuditRow> items;
  std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(AuditList, (), (items, next))
struct MailList {
  std::vector<SentMail> items;
};
BOOST_DESCRIBE_STRUCT(MailList, (), (items))
struct RoleView {
  Role role = Role::owner;
  std::vector<std::string> capabilities;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (role, capabilities))
struct RoleList {
  std::vector<RoleView> items;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (items))
struct InvitationMade {
  InvitationId id;
};
BOOST_DESCRIBE_STRUCT(InvitationMade, (), (id))

constexpr std::int64_t audit_page = 100, mail_page = 200;

Visitor visitor_of(http::Request const& request) { return {std::string(request.header("user-agent")), request.remote_address}; }

std::string session_cookie(http::Request const& request, std::string const& token, Milliseconds life) {
  std::string cookie = "parvis_session=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" +
                       std::to_string(std::chrono::duration_cast<std::chrono::seconds>(life).count());
  if (request.transport == http::Request::Transport::tls) cookie += "; Secure";
  return cookie;
}

Result<http::Response> opened(http::Request const& request, Result<OpenedSession> const& session, int status) {
  if (!session) return fail(session.error());
  http::Response response = http::text_answer(status, "application/json", "{}");
  response.headers.emplace_back("Set-Cookie", session_cookie(request, session->token, session_life));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Result<Me> me(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) -> Result<Me> {
    auto const person = find_person(tx, actor.person);
    if (!person) return not_found("identity.person_not_found");
    TRY(Workspace const workspace, load_workspace(tx, actor.workspace));
    Me answer{person->id, person->name, person->email, person->locale, person->totp_confirmed_at.has_value(), workspace, {}, {}, {}};
    for (Membership const& membership : memberships_of(tx, actor.person)) {
      if (membership.workspace_id != actor.workspace) continue;
      answer.roles.push_back(membership.role);
      for (std::string const& name : capabilities_of(membership.role)) {
        auto const& held = answer.capabilities;
        if (std::find(held.begin(), held.end(), name) == held.end()) answer.capabilities.push_back(name);
      }
    }
    answer.brands = brands_of(tx, actor.person, actor.workspace);
    return answer;
  });
}

template <class In>
http::Row body_row(Method method, std::string path, std::string summary) {
  http::Row row{method, std::move(path), may::anyone, std::move(summary), "application/json", {}, {}, {}, {}, {}};
  row.body_schema = [](json::SchemaBook& book) { return book.schema<In>(); };
  return row;
}

// A class signs in within a minute from one address.
constexpr http::Rate at_the_door{300, 120}, letters{20, 6};

void door_routes(http::Router& router, Desk const& desk) {
  router.get<SetUpState>("/api/setup", may::anyone, "Whether the first workspace exists", [&desk](Asked const&) -> Result<SetUpState> {
    return desk.database.read([](store::Transaction& tx) { return SetUpState{is_set_up(tx)}; });
  });
  http::Row setup = body_row<SetUp>(Method::post, "/api/setup", "Creates the first workspace and its owner, signed in");
  setup.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(SetUp const body, json::decode<SetUp>(asked.request.body));
    return opened(asked.request, set_up(desk, body, visitor_of(asked.request)), 201);
  };
  router.raw(std::move(setup));
  http::Row door = body_row<SignIn>(Method::post, "/api/session", "Signs in");
  door.options.rate = at_the_door;
  door.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(SignIn const body, json::decode<SignIn>(asked.request.body));
    return opened(asked.request, sign_in(desk, body, visitor_of(asked.request)), 200);
  };
  router.raw(std::move(door));
  http::Row out{Method::remove, "/api/session", may::anyone, "Signs out", "", {}, {}, {}, {}, {}};
  out.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY_DONE(end_session_of_token(desk, std::string(asked.request.cookie("parvis_session"))));
    http::Response response = http::text_answer(204, "", "");
    response.headers.emplace_back("Set-Cookie", session_cookie(asked.request, "", Milliseconds(0)));
    return response;
  };
  router.raw(std::move(out));
  router.post<AskReset, void>("/api/password-reset", may::anyone, "Mails a link to choose a new password",
                              [&desk](Asked const&, AskReset const& body) { return ask_password_reset(desk, body); }, {.rate = letters});
  router.post<ResetPassword, void>("/api/password-reset/{token}", may::anyone, "Chooses a new password",
                                   [&desk](Asked const& asked, ResetPassword const& body) { return reset_password(desk, asked.text("token"), body); }, {.rate = at_the_door});
  router.get<InvitationView>("/api/invitations/{token}", may::anyone, "What an invitation offers",
                             [&desk](Asked const& asked) { return read_invitation(desk, asked.text("token")); });
  router.post<AcceptInvitation, void>("/api/invitations/{token}", may::anyone, "Accepts an invitation",
                                      [&desk](Asked const& asked, AcceptInvitation const& body) { return accept_invitation(desk, asked.text("token"), body); }, {.rate = at_the_door});
}

/// Whether those outside can follow what this installation hands out: links in mail, QR codes, sites' scripts.
struct PublicPlace {
  std::string public_address;
  net::HostRange range = net::HostRange::world;
  bool encrypted = false;
};
BOOST_DESCRIBE_STRUCT(PublicPlace, (), (public_address, range, encrypted))

void own_routes(http::Router& router, Desk const& desk) {
  router.get<Me>("/api/me", may::be_oneself, "The person signed in, their roles and brands",
                 [&desk](Asked const& asked) { return me(desk, actor(asked.caller)); });
  router.get<PublicPlace>("/api/public-address", may::be_oneself, "The address that others are given, and who can reach it",
                          [&desk](Asked const&) -> Result<PublicPlace> {
                            return PublicPlace{desk.public_address, net::range_of(desk.public_address), desk.public_address.starts_with("https://")};
                          });
  router.get<json::Value>("/api/me/export", may::be_oneself, "Everything held about the person signed in",
                          [&desk](Asked const& asked) { return export_person(desk, actor(asked.caller).person); });
  router.put<ChangePassword, void>("/api/me/password", may::be_oneself, "Changes one's password and ends one's sessions on other devices",
                                   [&desk](Asked const& asked, ChangePassword const& body) {
                                     return change_password(desk, actor(asked.caller), body, std::string(asked.request.cookie("parvis_session")));
                                   });
  router.act<TotpOffer>(Method::post, "/api/me/totp", may::be_oneself, "Offers a second factor",
                        [&desk](Asked const& asked) { return offer_totp(desk, actor(asked.caller).person); });
  router.put<ConfirmTotp, void>("/api/me/totp", may::be_oneself, "Sets the offered second factor in force",
                                [&desk](Asked const& asked, ConfirmTotp const& body) { return confirm_totp(desk, actor(asked.caller), body); });
  router.post<RemoveTotp, void>("/api/me/totp/removal", may::be_oneself, "Removes the second factor",
                                [&desk](Asked const& asked, RemoveTotp const& body) { return remove_totp(desk, actor(asked.caller), body); });
  router.get<SessionList>("/api/me/sessions", may::be_oneself, "Open sessions of the person signed in", [&desk](Asked const& asked) -> Result<SessionList> {
    return desk.database.read([&](store::Transaction& tx) {
      SessionList list;
      for (Session const& s : sessions_of(tx, actor(asked.caller).person)) {
        list.items.push_back({s.id, s.user_agent, s.address, s.created_at, s.last_seen_at});
      }
      return list;
    });
  });
  router.remove("/api/me/sessions/{session}", may::be_oneself, "Ends one of one's sessions", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<SessionId>("session"));
    return end_session(desk, actor(asked.caller).person, id);
  });
  router.get<TokenList>("/api/me/tokens", may::be_oneself, "API tokens of the person signed in", [&desk](Asked const& asked) -> Result<TokenList> {
    return desk.database.read([&](store::Transaction& tx) {
      TokenList list;
      Actor const self = actor(asked.caller);
      for (ApiToken const& t : tokens_of(tx, self.person, self.workspace)) {
        list.items.push_back({t.id, t.name, t.brand_id, t.capabilities, t.created_at, t.expires_at, t.last_used_at});
      }
      return list;
    });
  });
  router.post<NewToken, IssuedToken>("/api/me/tokens", may::be_oneself, "Issues an API token, shown once",
                                     [&desk](Asked const& asked, NewToken const& body) { return issue_token(desk, actor(asked.caller), body); });
  router.remove("/api/me/tokens/{token}", may::be_oneself, "Revokes one of one's tokens", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<TokenId>("token"));
    return end_token(desk, actor(asked.caller), id);
  });
}

void people_routes(http::Router& router, Desk const& desk) {
  router.get<MemberList>("/api/workspace/members", may::manage_people, "The workspace's people and roles", [&desk](Asked const& asked) -> Result<MemberList> {
    return desk.database.read([&](store::Transaction& tx) { return MemberList{members(tx, actor(asked.caller).workspace)}; });
  });
  router.put<SetRoles, void>("/api/workspace/members/{person}", may::manage_people, "Sets a member's roles; none removes them",
                             [&desk](Asked const& asked, SetRoles const& body) -> Done {
                               TRY(auto const id, asked.id<PersonId>("person"));
                               return set_roles(desk, actor(asked.caller), id, body);
                             });
  router.act<void>(Method::post, "/api/workspace/members/{person}/erasure", may::manage_people, "Erases a person's own data",
                   [&desk](Asked const& asked) -> Done {
                     TRY(auto const id, asked.id<PersonId>("person"));
                     return erase_person(desk, actor(asked.caller), id);
                   });
  router.get<InvitationList>("/api/workspace/invitations", may::manage_people, "Invitations not yet answered", [&desk](Asked const& asked) -> Result<InvitationList> {
    return desk.database.read([&](store::Transaction& tx) {
      InvitationList list;
      for (Invitation const& i : open_invitations(tx, actor(asked.caller).workspace, desk.clock.now())) {
        list.items.push_back({i.id, i.email, i.role, i.brand_id, i.created_at, i.expires_at});
      }
      return list;
    });
  });
  router.post<Invite, InvitationMade>("/api/workspace/invitations", may::manage_people, "Invites a person by mail",
                                      [&desk](Asked const& asked, Invite const& body) -> Result<InvitationMade> {
                                        TRY(auto const id, invite(desk, actor(asked.caller), body));
                                        return InvitationMade{id};
                                      });
  router.remove("/api/workspace/invitations/{invitation}", may::manage_people, "Withdraws an invitation", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<InvitationId>("invitation"));
    return revoke_invitation(desk, actor(asked.caller), id);
  });
}

void house_routes(http::Router& router, Desk const& desk) {
  router.get<RoleList>("/api/roles", may::be_oneself, "What each role may do", [](Asked const&) -> Result<RoleList> {
    RoleList list;
    for (Role const role : json::all_of<Role>()) list.items.push_back({role, capabilities_of(role)});
    return list;
  });
  router.get<Workspace>("/api/workspace", may::see_workspace, "The workspace", [&desk](Asked const& asked) -> Result<Workspace> {
    return desk.database.read([&](store::Transaction& tx) { return load_workspace(tx, actor(asked.caller).workspace); });
  });
  router.put<SaveWorkspace, Workspace>("/api/workspace", may::manage_workspace, "Saves the workspace's settings",
                                       [&desk](Asked const& asked, SaveWorkspace const& body) { return save_workspace(desk, actor(asked.caller), body); });
  router.get<AuditFilter, AuditList>("/api/workspace/audit", may::see_audit, "The audit trail, newest first",
                                     [&desk](Asked const& asked, AuditFilter const& filter) -> Result<AuditList> {
                                       return desk.database.read([&](store::Transaction& tx) {
                                         AuditList list;
                                         list.items = audit_rows(tx, {actor(asked.caller).workspace, filter.before.value_or(0), audit_page,
                                                                      filter.object ? filter.object->to_string() : ""});
                                         if (list.items.size() == audit_page) list.next = list.items.back().position;
                                         return list;
                                       });
                                     });
  router.get<MailList>("/api/workspace/sent-mail", may::manage_people, "Mail that went out, or is kept in the outbox", [&desk](Asked const& asked) -> Result<MailList> {
    return desk.database.read([&](store::Transaction& tx) { return MailList{mails_of(tx, actor(asked.caller).workspace, mail_page)}; });
  });
  router.get<BrandList>("/api/brands", may::see_workspace, "The brands one may see", [&desk](Asked const& asked) -> Result<BrandList> {
    Actor const self = actor(asked.caller);
    return desk.database.read([&](store::Transaction& tx) { return BrandList{brands_of(tx, self.person, self.workspace)}; });
  });
  router.post<NewBrand, Brand>("/api/brands", may::manage_brands, "Opens a brand",
                               [&desk](Asked const& asked, NewBrand const& body) { return create_brand(desk, actor(asked.caller), body); });
  router.get<Brand>("/api/brands/{brand}", may::see_brand, "One brand", [&desk](Asked const& asked) -> Result<Brand> {
    return desk.database.read([&](store::Transaction& tx) { return load_brand(tx, actor(asked.caller).brand); });
  });
  router.put<SaveBrand, Brand>("/api/brands/{brand}", may::write_plan, "Saves, archives or restores a brand",
                               [&desk](Asked const& asked, SaveBrand const& body) {
                                 Actor const self = actor(asked.caller);
                                 return save_brand(desk, self, self.brand, body);
                               });
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  door_routes(router, desk);
  own_routes(router, desk);
  people_routes(router, desk);
  house_routes(router, desk);
}

}  // namespace parvis::identity
