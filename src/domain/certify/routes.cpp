// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/routes.h"

#include "certify/awards.h"
#include "certify/certificates.h"
#include "certify/documents.h"
#include "certify/room_routes.h"
#include "embedded/certify_mail.h"

namespace parvis::certify {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

struct RegisterList { std::vector<RegisterLine> items; };
BOOST_DESCRIBE_STRUCT(RegisterList, (), (items))
struct OutcomeList { std::vector<JuryOutcome> items; };
BOOST_DESCRIBE_STRUCT(OutcomeList, (), (items))
struct CertificateList { std::vector<Certificate> items; };
BOOST_DESCRIBE_STRUCT(CertificateList, (), (items))
struct CredentialList { std::vector<Credential> items; };
BOOST_DESCRIBE_STRUCT(CredentialList, (), (items))
struct KeyList { std::vector<SigningKey> items; };
BOOST_DESCRIBE_STRUCT(KeyList, (), (items))

void award_routes(http::Router& router, Desk const& desk) {
  router.get<RegisterList>("/api/certification/awards", may::run_certification, "Each enrolment's decisions, blocks that count, certificate",
                           [&desk](Asked const& asked) -> Result<RegisterList> { return RegisterList{award_register(desk, actor(asked))}; });
  router.post<DeclareMinutes, OutcomeList>("/api/certification/minutes-on-paper", may::run_certification,
                                           "Takes over minutes closed on paper, before Parvis or elsewhere; shown as declared",
                                           [&desk](Asked const& asked, DeclareMinutes const& body) -> Result<OutcomeList> {
                                             TRY(auto outcomes, declare_minutes(desk, actor(asked), body));
                                             return OutcomeList{std::move(outcomes)};
                                           });
  router.post<NotifyMinutes, Notified>("/api/certification/notices", may::run_certification, "Mails the results of these minutes that were not told yet",
                                       [&desk](Asked const& asked, NotifyMinutes const& body) { return notify_minutes(desk, actor(asked), body); });
  router.put<ToldOtherwise, JuryOutcome>("/api/certification/outcomes/{outcome}/notice", may::run_certification, "Says on which day a result was told by letter or in person",
                                     [&desk](Asked const& asked, ToldOtherwise const& body) -> Result<JuryOutcome> {
                                       TRY(auto const id, asked.id<OutcomeId>("outcome"));
                                       return told_otherwise(desk, actor(asked), id, body);
                                     });
}

void print_route(http::Router& router, Desk const& desk, std::pair<char const*, PrintKind> const& what) {
  std::string const name = what.first;
  http::Row row{Method::get, "/api/certification/certificates/{certificate}/" + name, may::run_certification, "The " + json::name_of(what.second) + " as an accessible PDF",
                "application/pdf", {}, {}, {}, {}, {}};
  row.query_schema = http::internal::query_parameters<LocaleQuestion>;
  row.handler = [&desk, what, name](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<CertificateId>("certificate"));
    TRY(auto const locale, locale_of(asked));
    TRY(std::string bytes, print_certificate(desk, actor(asked), {id, what.second, locale}));
    return download({"application/pdf", name, std::move(bytes)});
  };
  router.raw(std::move(row));
}

void attestation_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::get, "/api/certification/candidates/{candidate}/attestation.pdf", may::run_certification, "The blocks that stand of a candidate, as an accessible PDF",
                "application/pdf", {}, {}, {}, {}, {}};
  row.query_schema = http::internal::query_parameters<LocaleQuestion>;
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<CandidateId>("candidate"));
    TRY(auto const locale, locale_of(asked));
    TRY(std::string bytes, print_attestation(desk, actor(asked), {id, locale}));
    return download({"application/pdf", "attestation.pdf", std::move(bytes)});
  };
  router.raw(std::move(row));
}

void certificate_routes(http::Router& router, Desk const& desk) {
  router.get<CertificateList>("/api/certification/certificates", may::run_certification, "Every certificate, latest first",
                              [&desk](Asked const& asked) -> Result<CertificateList> { return CertificateList{certificates(desk, actor(asked))}; });
  router.post<Motive, Certificate>("/api/certification/certificates/{certificate}/replacement", may::run_certification,
                                   "Replaces a lost or faulty certificate by one of a new serial",
                                   [&desk](Asked const& asked, Motive const& body) -> Result<Certificate> {
                                     TRY(auto const id, asked.id<CertificateId>("certificate"));
                                     return replace_certificate(desk, actor(asked), id, body);
                                   });
  print_route(router, desk, {"certificate.pdf", PrintKind::certificate});
  print_route(router, desk, {"supplement.pdf", PrintKind::supplement});
  attestation_route(router, desk);
}

void credential_routes(http::Router& router, Desk const& desk) {
  router.get<CredentialList>("/api/certification/credentials", may::run_certification, "Every credential with its state, latest first",
                             [&desk](Asked const& asked) -> Result<CredentialList> { return CredentialList{credentials(desk, actor(asked))}; });
  router.put<MoveCredential, Credential>("/api/certification/credentials/{credential}/state", may::run_certification, "Suspends, resumes or revokes a credential",
                                         [&desk](Asked const& asked, MoveCredential const& body) -> Result<Credential> {
                                           TRY(auto const id, asked.id<CredentialId>("credential"));
                                           return move_credential(desk, actor(asked), id, body);
                                         });
  router.get<KeyList>("/api/certification/keys", may::run_certification, "The issuer's keys, public halves, oldest first",
                      [&desk](Asked const& asked) -> Result<KeyList> { return KeyList{keys(desk, actor(asked))}; });
  router.act<KeyList>(Method::post, "/api/certification/keys/rotation", may::run_certification, "Makes new keys; the former stay listed and no longer sign",
                      [&desk](Asked const& asked) -> Result<KeyList> {
                        TRY(auto all, rotate_keys(desk, actor(asked)));
                        return KeyList{std::move(all)};
                      });
}

}  // namespace

http::Response download(Download file) {
  http::Response response = http::text_answer(200, file.media_type, std::move(file.bytes));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file.name + "\"");
  return response;
}

Result<identity::Locale> locale_of(http::Asked const& asked) {
  for (auto const& [name, value] : http::query_pairs(asked.request.query)) {
    if (name != "locale") continue;
    auto const locale = json::named<identity::Locale>(value);
    if (!locale) return invalid_field("locale", "json.not_one_of", "fr, en", value);
    return *locale;
  }
  return identity::Locale::fr;
}

void register_mail_templates() {
  for (embedded::File const& file : embedded::certify_mail()) {
    std::string const name(file.name.substr(0, file.name.find('.')));
    auto const locale = json::named<identity::Locale>(file.name.substr(file.name.find('.') + 1, 2));
    identity::add_mail_template(name, *locale, std::string(file.bytes));
  }
}

void register_routes(http::Router& router, Desk const& desk) {
  award_routes(router, desk);
  certificate_routes(router, desk);
  credential_routes(router, desk);
  register_procedure_routes(router, desk);
  register_keeping_routes(router, desk);
  register_survey_routes(router, desk);
  register_holder_routes(router, desk);
  register_open_routes(router, desk);
}

}  // namespace parvis::certify
