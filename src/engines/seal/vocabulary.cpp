// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/vocabulary.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace parvis::seal {
namespace {

namespace js = boost::json;

// Prefixes of the addresses below.
#define CRED "https://www.w3.org/2018/credentials#"
#define SEC "https://w3id.org/security#"
#define STATUS "https://www.w3.org/ns/credentials/status#"
#define BADGE "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
#define RECORD "https://purl.imsglobal.org/spec/vc/clr/vocab.html#"
#define SCHEMA "https://schema.org/"
#define XSD "http://www.w3.org/2001/XMLSchema#"
#define XSD_OF_BADGES "https://www.w3.org/2001/XMLSchema#"  // so written in the context of Open Badges

struct TypeName {
  std::string_view name, iri;
};
constexpr TypeName types[] = {
    {"VerifiableCredential", CRED "VerifiableCredential"},
    {"OpenBadgeCredential", BADGE "OpenBadgeCredential"},
    {"ClrCredential", RECORD "ClrCredential"},
    {"BitstringStatusListCredential", STATUS "BitstringStatusListCredential"},
    {"BitstringStatusList", STATUS "BitstringStatusList"},
    {"BitstringStatusListEntry", STATUS "BitstringStatusListEntry"},
    {"DataIntegrityProof", SEC "DataIntegrityProof"},
    {"Profile", BADGE "Profile"},
    {"AchievementSubject", BADGE "AchievementSubject"},
    {"ClrSubject", RECORD "ClrSubject"},
    {"Achievement", BADGE "Achievement"},
    {"Criteria", BADGE "Criteria"},
    {"Alignment", SCHEMA "AlignmentObject"},
    {"IdentityObject", BADGE "IdentityObject"},
};

// `text`: a literal; `reference`: an address, or a node; `node`: a node; `graph`: a node in a graph of its own; `purpose`: a
// word of the security vocabulary; `boolean`.
enum class Form { text, reference, node, graph, purpose, boolean };
struct TermName {
  std::string_view scope;  // the type of the node it may stand in; "" for any
  std::string_view name, iri;
  Form form = Form::text;
  std::string_view datatype = {};
};
constexpr TermName terms[] = {
    {"VerifiableCredential", "issuer", CRED "issuer", Form::reference},
    {"VerifiableCredential", "validFrom", CRED "validFrom", Form::text, XSD "dateTime"},
    {"VerifiableCredential", "validUntil", CRED "validUntil", Form::text, XSD "dateTime"},
    {"VerifiableCredential", "credentialSubject", CRED "credentialSubject", Form::node},
    {"VerifiableCredential", "credentialStatus", CRED "credentialStatus", Form::node},
    {"VerifiableCredential", "proof", SEC "proof", Form::graph},
    {"DataIntegrityProof", "created", "http://purl.org/dc/terms/created", Form::text, XSD "dateTime"},
    {"DataIntegrityProof", "cryptosuite", SEC "cryptosuite", Form::text, SEC "cryptosuiteString"},
    {"DataIntegrityProof", "proofPurpose", SEC "proofPurpose", Form::purpose},
    {"DataIntegrityProof", "proofValue", SEC "proofValue", Form::text, SEC "multibase"},
    {"DataIntegrityProof", "verificationMethod", SEC "verificationMethod", Form::reference},
    {"BitstringStatusListEntry", "statusPurpose", STATUS "statusPurpose"},
    {"BitstringStatusListEntry", "statusListIndex", STATUS "statusListIndex"},
    {"BitstringStatusListEntry", "statusListCredential", STATUS "statusListCredential", Form::reference},
    {"BitstringStatusList", "statusPurpose", STATUS "statusPurpose"},
    {"BitstringStatusList", "encodedList", STATUS "encodedList", Form::text, SEC "multibase"},
    {"AchievementSubject", "achievement", BADGE "achievement", Form::node},
    {"AchievementSubject", "identifier", BADGE "identifier", Form::node},
    {"ClrSubject", "identifier", RECORD "identifier-1", Form::node},
    {"ClrSubject", "verifiableCredential", RECORD "verifiableCredential", Form::node},
    {"Achievement", "achievementType", BADGE "achievementType"},
    {"Achievement", "alignment", BADGE "alignment", Form::node},
    {"Achievement", "criteria", BADGE "Criteria", Form::node},
    {"Achievement", "humanCode", BADGE "humanCode"},
    {"Achievement", "inLanguage", SCHEMA "inLanguage"},
    {"", "narrative", BADGE "narrative"},
    {"Alignment", "targetCode", BADGE "targetCode"},
    {"Alignment", "targetFramework", SCHEMA "targetFramework"},
    {"Alignment", "targetName", SCHEMA "targetName"},
    {"Alignment", "targetType", BADGE "targetType"},
    {"Alignment", "targetUrl", SCHEMA "targetUrl", Form::text, XSD_OF_BADGES "anyURI"},
    {"IdentityObject", "hashed", BADGE "hashed", Form::boolean, XSD_OF_BADGES "boolean"},
    {"IdentityObject", "identityHash", BADGE "identityHash"},
    {"IdentityObject", "identityType", BADGE "identityType"},
    {"IdentityObject", "salt", BADGE "salt"},
    {"Profile", "url", SCHEMA "url", Form::text, XSD_OF_BADGES "anyURI"},
    {"", "name", SCHEMA "name"},
    {"", "description", SCHEMA "description"},
};

std::string_view view(js::string const& text) { return {text.data(), text.size()}; }

std::vector<std::string_view> texts_of(js::value const* value) {
  std::vector<std::string_view> found;
  if (value == nullptr) return found;
  if (value->is_string()) found.push_back(view(value->get_string()));
  if (!value->is_array()) return found;
  for (auto const& element : value->get_array()) found.push_back(element.is_string() ? view(element.get_string()) : "");
  return found;
}

class Speaker {
 public:
  Quads quads;

  Result<Term> node(js::object const& object, Term const& graph) {
    auto const* id = object.if_contains("id");
    if (id != nullptr && !id->is_string()) return wrong("id");
    Term const self = id != nullptr ? iri(std::string(view(id->get_string()))) : fresh();
    auto const names = texts_of(object.if_contains("type"));
    for (auto const name : names) TRY_DONE(say_type(self, name, graph));
    for (auto const& [key, value] : object) {
      std::string_view const name(key.data(), key.size());
      if (name == "id" || name == "type" || name == "@context") continue;
      TermName const* const term = find(name, names);
      if (term == nullptr) return invalid_field("", "seal.term_unknown", "", std::string(name));
      TRY_DONE(say_all(self, *term, value, graph));
    }
    return self;
  }

 private:
  Term fresh() { return blank("b" + std::to_string(count_++)); }
  static Failure wrong(std::string_view name) { return invalid_field("", "seal.term_wrong", "", std::string(name)); }

  static TermName const* find(std::string_view name, std::vector<std::string_view> const& scopes) {
    auto const fits = [&](TermName const& term) {
      return term.name == name && (term.scope.empty() || std::find(scopes.begin(), scopes.end(), term.scope) != scopes.end());
    };
    auto const found = std::find_if(std::begin(terms), std::end(terms), fits);
    return found == std::end(terms) ? nullptr : &*found;
  }

  Done say_type(Term const& self, std::string_view name, Term const& graph) {
    auto const found = std::find_if(std::begin(types), std::end(types), [&](TypeName const& type) { return type.name == name; });
    if (found == std::end(types)) return invalid_field("", "seal.type_unknown", "", std::string(name));
    quads.push_back({self, iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), iri(std::string(found->iri)), graph});
    return {};
  }

  Done say_all(Term const& self, TermName const& term, js::value const& value, Term const& graph) {
    if (!value.is_array()) return say(self, term, value, graph);
    for (auto const& element : value.get_array()) TRY_DONE(say(self, term, element, graph));
    return {};
  }

  Done say(Term const& self, TermName const& term, js::value const& value, Term const& graph) {
    TRY(Term object, object_of(term, value, graph));
    quads.push_back({self, iri(std::string(term.iri)), std::move(object), graph});
    return {};
  }

  Result<Term> object_of(TermName const& term, js::value const& value, Term const& graph) {
    bool const text = value.is_string();
    std::string const datatype(term.datatype);
    switch (term.form) {
      case Form::text:
        if (text) return literal(std::string(view(value.get_string())), datatype);
        break;
      case Form::purpose:
        if (text) return iri(SEC + std::string(view(value.get_string())));
        break;
      case Form::boolean:
        if (value.is_bool()) return literal(value.get_bool() ? "true" : "false", datatype);
        break;
      case Form::reference:
        if (text) return iri(std::string(view(value.get_string())));
        [[fallthrough]];
      case Form::node:
        if (value.is_object()) return node(value.get_object(), graph);
        break;
      case Form::graph:
        if (value.is_object()) return own_graph(value.get_object());
        break;
    }
    return wrong(term.name);
  }

  Result<Term> own_graph(js::object const& object) {
    Term graph = fresh();
    TRY_DONE(node(object, graph));
    return graph;
  }

  std::size_t count_ = 0;
};

Done check_contexts(js::object const& document) {
  for (auto const name : texts_of(document.if_contains("@context"))) {
    constexpr std::string_view known[] = {credentials_context, badges_context, records_context};
    if (std::find(std::begin(known), std::end(known), name) == std::end(known)) {
      return invalid_field("@context", "seal.context_unknown", "", std::string(name));
    }
  }
  return {};
}

}  // namespace

Result<Quads> quads_of(boost::json::object const& document) {
  TRY_DONE(check_contexts(document));
  Speaker speaker;
  TRY_DONE(speaker.node(document, Term{}));
  return std::move(speaker.quads);
}

}  // namespace parvis::seal
