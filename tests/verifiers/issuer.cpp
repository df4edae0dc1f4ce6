// SPDX-License-Identifier: AGPL-3.0-or-later
// Issues a whole record as the program does, for the outside verifiers: five blocks, the certification, the bundle, both
// status lists with one revoked and one suspended, the issuer's document with a retired key. One JSON object on stdout.
#include <iostream>

#include <boost/json.hpp>

#include "base/random.h"
#include "certify/credential_form.h"
#include "seal/embedded_proof.h"
#include "seal/identifier.h"
#include "seal/multibase.h"
#include "seal/status_list.h"
#include "seal/token.h"

namespace {

using namespace parvis;
namespace js = boost::json;

std::string const origin = "https://certifier.example";
std::string const did = seal::web_identifier(origin, "certifiers/1");
Instant const now = *Instant::parse("2026-11-23T09:00:00Z");

struct Signing {
  seal::Ed25519Key key = seal::Ed25519Key::generate();
  seal::RsaKey token_key = seal::RsaKey::generate();

  js::object proved(js::object document) const { return *seal::with_proof(std::move(document), {did + "#key-3", now, seal::Suite::eddsa_rdfc_2022}, key); }
};

certify::CredentialContent content(std::string const& name, std::uint32_t index) {
  std::string const lists = origin + "/certifiers/1/status/";
  return {origin + "/verification/" + std::to_string(index), name, {did, "Certificateur « Démo »", origin + "/"}, now, std::nullopt,
          certify::recipient_hash("Lea@exemple.fr", random_token(16)), {lists + "revocation", lists + "suspension", index}};
}

certify::Achieved block(int number) {
  std::string const code = "B" + std::to_string(number);
  return {certify::AchievedKind::block, origin + "/certifiers/1/achievements/" + code, code, "Bloc " + std::to_string(number) + " – “l’œuvre” \\ à 100 %",
          "Définition du discours\nde marque\t« au regard » de la cible", "Évalué par deux jurés.",
          {{"C" + std::to_string(number) + ".1.1", "Analyser", origin + "/case/items/" + code, "RNCP00000"}, {"C" + std::to_string(number) + ".1.2", "Définir 🎯", origin + "/case/items/x" + code, "RNCP00000"}}};
}

js::object lists_of(Signing const& signing) {
  js::object out;
  for (auto const& [purpose, index] : {std::pair{"revocation", 2u}, std::pair{"suspension", 3u}}) {
    seal::StatusList list;
    list.set(index);
    std::string const id = origin + "/certifiers/1/status/" + purpose;
    out[id] = signing.proved(certify::status_list_credential({id, did, purpose, list.encode(), now}));
  }
  return out;
}

}  // namespace

int main() {
  Signing const signing;
  js::array credentials, tokens;
  std::vector<js::object> blocks;
  auto const issue = [&](js::object document) {
    tokens.push_back(js::string(seal::credential_token(document, did + "#key-2", signing.token_key)));
    credentials.push_back(signing.proved(std::move(document)));
    return credentials.back().as_object();
  };
  for (int number = 1; number <= 5; ++number) blocks.push_back(issue(certify::badge(content(block(number).name, static_cast<std::uint32_t>(number)), block(number))));
  certify::Achieved whole = block(1);
  whole.kind = certify::AchievedKind::certification;
  whole.alignments.clear();
  blocks.push_back(issue(certify::badge(content("Certification", 94'567), whole)));
  issue(certify::learner_record(content("Relevé", 131'071), blocks));
  std::vector<seal::ListedKey> const keys = {{"key-1", seal::multikey(seal::Ed25519Key::generate().public_key()), {}},
                                             {"key-2", "", signing.token_key.public_jwk()},
                                             {"key-3", seal::multikey(signing.key.public_key()), {}}};
  js::object documents = lists_of(signing);
  documents[did] = seal::issuer_document(did, keys);
  for (auto const& key : keys) documents[did + '#' + key.name] = seal::key_document(did, key);
  std::cout << js::serialize(js::object{{"credentials", credentials}, {"tokens", tokens}, {"documents", documents}}) << '\n';
}
