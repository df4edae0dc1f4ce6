// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the template "charter" prints: the editorial charter that a client reads and signs. Encode with json::encode.
// Empty texts and lists leave their section out. `rules` is the JSON of text::RuleSet (text/rules.h).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include "base/time.h"

namespace parvis::render {

struct CharterTone {
  std::string address;   // "tu", "vous", "free"
  std::string speech;    // code: "plain", "warm", "expert", "playful", "solemn"; empty: none
  std::string manner;    // how one speaks, in free words
};
BOOST_DESCRIBE_STRUCT(CharterTone, (), (address, speech, manner))

struct CharterPillar {
  std::string name;
  std::string description;
  std::optional<std::int32_t> share_percent;  // 0 to 100
  std::vector<std::string> topics;
};
BOOST_DESCRIBE_STRUCT(CharterPillar, (), (name, description, share_percent, topics))

struct CharterFormat {
  std::string network;  // code: "bluesky", "shop_window"...
  std::string format;
  std::string example;
};
BOOST_DESCRIBE_STRUCT(CharterFormat, (), (network, format, example))

struct CharterSignature {
  std::string name;
  LocalDate date;
  std::string method;  // "link", "paper", "declared"
};
BOOST_DESCRIBE_STRUCT(CharterSignature, (), (name, date, method))

struct CharterDocument {
  std::string language;  // "fr", "en"
  std::string brand;
  std::string client;       // who signs; empty: "for the client"
  std::string prepared_by;  // empty: "for the agency"
  std::int32_t version = 1;
  LocalDate date;
  std::string promise;
  std::string stance;
  CharterTone tone;
  std::vector<CharterPillar> pillars;
  std::vector<std::string> lexical_field;
  std::vector<CharterFormat> formats;
  boost::json::value rules;
  std::string visual_notes;
  std::string accessibility_notes;
  std::string legal_notes;
  std::optional<CharterSignature> signature;  // absent: a proposal with room to sign
};
BOOST_DESCRIBE_STRUCT(CharterDocument, (), (language, brand, client, prepared_by, version, date, promise, stance, tone, pillars, lexical_field,
                                            formats, rules, visual_notes, accessibility_notes, legal_notes, signature))

}  // namespace parvis::render
