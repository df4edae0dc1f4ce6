// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/credential_form.h"

#include <boost/json/array.hpp>

#include "base/digest.h"
#include "seal/vocabulary.h"

namespace parvis::certify {
namespace {

namespace js = boost::json;

js::object profile(IssuerProfile const& issuer) {
  js::object out{{"id", issuer.did}, {"type", js::array{"Profile"}}, {"name", issuer.name}};
  if (!issuer.url.empty()) out["url"] = issuer.url;
  return out;
}

js::array identifiers(RecipientHash const& recipient) {
  return {js::object{{"type", "IdentityObject"},
                     {"hashed", true},
                     {"identityHash", recipient.identity_hash},
                     {"identityType", recipient.identity_type},
                     {"salt", recipient.salt}}};
}

js::object status_entry(std::string const& list, std::uint32_t index, char const* purpose) {
  std::string const at = std::to_string(index);
  return {{"id", list + '#' + at},
          {"type", "BitstringStatusListEntry"},
          {"statusPurpose", purpose},
          {"statusListIndex", at},
          {"statusListCredential", list}};
}

js::array aligned(std::vector<AlignedItem> const& items) {
  js::array out;
  for (AlignedItem const& item : items) {
    out.push_back(js::object{{"type", js::array{"Alignment"}},
                             {"targetCode", item.code},
                             {"targetName", item.name},
                             {"targetUrl", item.url},
                             {"targetFramework", item.framework},
                             {"targetType", "CFItem"}});
  }
  return out;
}

js::object achievement(Achieved const& achieved) {
  js::object out{{"id", achieved.id},
                 {"type", js::array{"Achievement"}},
                 {"achievementType", achieved.kind == AchievedKind::block ? "Competency" : "Certification"},
                 {"name", achieved.name},
                 {"description", achieved.description},
                 {"humanCode", achieved.code},
                 {"inLanguage", "fr"},
                 {"criteria", js::object{{"narrative", achieved.criteria}}}};
  if (!achieved.alignments.empty()) out["alignment"] = aligned(achieved.alignments);
  return out;
}

js::object frame(CredentialContent const& content, js::array contexts, char const* type) {
  js::object out{{"@context", std::move(contexts)},
                 {"id", content.id},
                 {"type", js::array{"VerifiableCredential", type}},
                 {"name", content.name},
                 {"issuer", profile(content.issuer)},
                 {"validFrom", content.valid_from.to_string()}};
  if (content.valid_until) out["validUntil"] = content.valid_until->to_string();
  out["credentialStatus"] = js::array{status_entry(content.status.revocation_list, content.status.index, "revocation"),
                                      status_entry(content.status.suspension_list, content.status.index, "suspension")};
  return out;
}

std::string in_lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

RecipientHash recipient_hash(std::string const& address, std::string salt) {
  std::string digest = sha256_hex(in_lower_case(address) + salt);
  return {"sha256$" + digest, std::move(salt)};
}

js::object badge(CredentialContent const& content, Achieved const& achieved) {
  js::object out = frame(content, {seal::credentials_context, seal::badges_context}, "OpenBadgeCredential");
  out["credentialSubject"] =
      js::object{{"type", js::array{"AchievementSubject"}}, {"identifier", identifiers(content.recipient)}, {"achievement", achievement(achieved)}};
  return out;
}

js::object learner_record(CredentialContent const& content, std::vector<js::object> const& badges) {
  js::object out = frame(content, {seal::credentials_context, seal::records_context, seal::badges_context}, "ClrCredential");
  js::array within;
  for (js::object const& one : badges) within.push_back(one);
  out["credentialSubject"] = js::object{{"type", js::array{"ClrSubject"}}, {"identifier", identifiers(content.recipient)}, {"verifiableCredential", std::move(within)}};
  return out;
}

js::object status_list_credential(StatusListContent const& content) {
  return {{"@context", js::array{seal::credentials_context}},
          {"id", content.id},
          {"type", js::array{"VerifiableCredential", "BitstringStatusListCredential"}},
          {"issuer", content.issuer},
          {"validFrom", content.valid_from.to_string()},
          {"credentialSubject",
           js::object{{"id", content.id + "#list"}, {"type", "BitstringStatusList"}, {"statusPurpose", content.purpose}, {"encodedList", content.encoded}}}};
}

}  // namespace parvis::certify
