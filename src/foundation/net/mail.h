// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A mail as a person wrote it, and its MIME form (RFC 5322, 2045, 2047, 2231).

#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace parvis::net {

struct MailAddress {
  std::string name = {};  // any text; line breaks become spaces
  Email email = {};
};

struct Attachment {
  std::string file_name;
  std::string media_type;  // "application/pdf"; anything malformed becomes application/octet-stream
  std::string bytes;
};

/// A header of our choice: a broken name is dropped, line breaks in a value become spaces.
struct MailHeader {
  std::string name;
  std::string value;
};

struct Mail {
  MailAddress to = {};
  std::string subject = {};
  std::string text = {};
  std::string html = {};                        // may be empty: then text alone
  std::vector<Attachment> attachments = {};
  std::vector<MailHeader> headers = {};         // "List-Unsubscribe", "Reply-To"…; not those that MIME itself sets
};

struct Envelope {
  MailAddress from;
  std::string message_id;  // "<…@host>", see new_message_id
  Instant at;
};

/// Unique, at the host of that address: "<token@host>".
std::string new_message_id(Email const& from);

/// The message with CR LF line ends, ASCII only, no line over 998 bytes. No field can add a header.
std::string rendered(Mail const& mail, Envelope const& envelope);

}  // namespace parvis::net
