// SPDX-License-Identifier: AGPL-3.0-or-later
// What candidates reach of their own, and what anyone reaches.
#include "certify/certificates.h"
#include "certify/documents.h"
#include "certify/procedures.h"
#include "certify/room_routes.h"
#include "certify/verification.h"

namespace parvis::certify {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr http::Rate asking{20, 60};
constexpr std::size_t most_file_bytes = 256u << 10;

using identity::actor;

void own_print_route(http::Router& router, Desk const& desk, std::pair<char const*, PrintKind> const& what) {
  std::string const name = what.first;
  http::Row row{Method::get, "/api/certification/own-certificates/{certificate}/" + name, may::sit_exam, "One's own " + json::name_of(what.second) + ", an accessible PDF",
                "application/pdf", {}, {}, {}, {}, {}};
  row.query_schema = http::internal::query_parameters<LocaleQuestion>;
  row.handler = [&desk, what, name](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<CertificateId>("certificate"));
    TRY(auto const locale, locale_of(asked));
    TRY(std::string bytes, print_own_certificate(desk, actor(asked), {id, what.second, locale}));
    return download({"application/pdf", name, std::move(bytes)});
  };
  router.raw(std::move(row));
}

void own_attestation_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::get, "/api/certification/own-attestation.pdf", may::sit_exam, "One's own blocks that stand, an accessible PDF", "application/pdf", {}, {}, {}, {}, {}};
  row.query_schema = http::internal::query_parameters<LocaleQuestion>;
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const locale, locale_of(asked));
    TRY(std::string bytes, print_own_attestation(desk, actor(asked), locale));
    return download({"application/pdf", "attestation.pdf", std::move(bytes)});
  };
  router.raw(std::move(row));
}

struct CredentialFile {
  char const* name;
  char const* media_type;
  CredentialForm form;
};

void credential_route(http::Router& router, Desk const& desk, CredentialFile const& file) {
  http::Row row{Method::get, std::string("/api/certification/own-credentials/{credential}/") + file.name, may::sit_exam, "One's own credential to keep", file.media_type,
                {}, {}, {}, {}, {}};
  row.handler = [&desk, file](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<CredentialId>("credential"));
    TRY(std::string bytes, own_credential(desk, actor(asked), {id, file.form}));
    return download({file.media_type, file.name, std::move(bytes)});
  };
  router.raw(std::move(row));
}

struct ShareQuestion { std::optional<std::string> share; };
BOOST_DESCRIBE_STRUCT(ShareQuestion, (), (share))

void file_verification_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::post, "/api/verification", may::anyone, "Whether a credential file stands: its signature, then its state", "application/json", {}, {}, {}, {}, {}};
  row.options.most_body_bytes = most_file_bytes;
  row.options.csrf = http::RowOptions::Csrf::exempt;
  row.options.rate = asking;
  row.answer_schema = [](json::SchemaBook& book) { return book.schema<Verification>(); };
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> { return http::text_answer(200, "application/json", json::encode(verify_file(desk, asked.request.body))); };
  router.raw(std::move(row));
}

void code_verification_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::get, "/api/verification/{code}", may::anyone, "Whether a certificate or credential stands; more only by its holder's link", "application/json",
                {}, {}, {}, {}, {}};
  row.options.rate = asking;
  row.query_schema = http::internal::query_parameters<ShareQuestion>;
  row.answer_schema = [](json::SchemaBook& book) { return book.schema<Verification>(); };
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    std::string share;
    for (auto const& [name, value] : http::query_pairs(asked.request.query)) share = name == "share" ? value : share;
    return http::text_answer(200, "application/json", json::encode(verify_code(desk, {asked.text("code"), share})));
  };
  router.raw(std::move(row));
}

// Served to other programs as it is: neither is under /api.
void issuer_routes(http::Router& router, Desk const& desk) {
  http::Row document{Method::get, "/certifiers/{workspace}/did.json", may::anyone, "The issuer's document (did:web) with every key", "application/did+json", {}, {}, {}, {}, {}};
  document.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const workspace, asked.id<WorkspaceId>("workspace"));
    TRY(json::Value const value, issuer_document(desk, workspace));
    return http::text_answer(200, "application/did+json", boost::json::serialize(value));
  };
  router.raw(std::move(document));
  http::Row list{Method::get, "/certifiers/{workspace}/status/{list}/{purpose}", may::anyone, "A signed status list: revocation or suspension", "application/vc", {}, {}, {}, {}, {}};
  list.options.rate = asking;
  list.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const workspace, asked.id<WorkspaceId>("workspace"));
    std::int64_t const number = asked.text("list") == "1" ? 1 : 0;
    TRY(json::Value const value, status_list(desk, {workspace, number, asked.text("purpose")}));
    return http::text_answer(200, "application/vc", boost::json::serialize(value));
  };
  router.raw(std::move(list));
}

}  // namespace

void register_holder_routes(http::Router& router, Desk const& desk) {
  router.get<Holdings>("/api/certification/own-holdings", may::sit_exam, "One's own results, blocks, certificates, credentials and shares",
                       [&desk](Asked const& asked) { return holdings(desk, actor(asked)); });
  own_print_route(router, desk, {"certificate.pdf", PrintKind::certificate});
  own_print_route(router, desk, {"supplement.pdf", PrintKind::supplement});
  own_attestation_route(router, desk);
  credential_route(router, desk, {"credential.json", "application/vc", CredentialForm::json});
  credential_route(router, desk, {"credential.jwt", "application/jwt", CredentialForm::jwt});
  router.post<NewShare, SharedLink>("/api/certification/own-shares", may::sit_exam, "Lets who has the link see one certificate or credential, for a time",
                                    [&desk](Asked const& asked, NewShare const& body) { return share(desk, actor(asked), body); });
  router.remove("/api/certification/own-shares/{share}", may::sit_exam, "Ends a share", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<ShareId>("share"));
    return end_share(desk, actor(asked), id);
  });
  router.post<LodgeAppeal, Appeal>("/api/certification/own-appeals", may::sit_exam, "Lodges an appeal against one's own result, in time",
                                   [&desk](Asked const& asked, LodgeAppeal const& body) { return lodge_own_appeal(desk, actor(asked), body); });
  router.put<Observe, FraudSeen>("/api/certification/own-frauds/{fraud}/observations", may::sit_exam, "Presents one's observations on a reported fact",
                                 [&desk](Asked const& asked, Observe const& body) -> Result<FraudSeen> {
                                   TRY(auto const id, asked.id<FraudId>("fraud"));
                                   TRY(Fraud const fraud, observe_own(desk, actor(asked), id, body));
                                   return FraudSeen{fraud.id.to_string(), fraud.block, fraud.facts.to_string(), json::name_of(fraud.state), fraud.observe_by,
                                                    fraud.observations.to_string(), "", ""};
                                 });
}

void register_open_routes(http::Router& router, Desk const& desk) {
  code_verification_route(router, desk);
  file_verification_route(router, desk);
  issuer_routes(router, desk);
}

}  // namespace parvis::certify
