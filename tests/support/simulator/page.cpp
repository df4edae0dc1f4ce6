// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/simulator/page.h"

namespace parvis::simulator {

std::string escaped(std::string const& text) {
  std::string out;
  for (char const c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

Answer post_page(std::string const& network, StoredPost const* post) {
  std::string page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + network +
                     "</title><body style=\"font:18px/1.5 system-ui;max-width:40em;margin:3em auto;padding:0 1em\"><p><strong>" + network +
                     "</strong>: no real network was reached.</p>";
  if (post == nullptr) return {404, page + "<p>No such post.</p>", "text/html; charset=utf-8"};
  page += "<article><p style=\"white-space:pre-wrap\">" + escaped(post->text) + "</p>";
  for (std::string const& alt : post->alts) page += "<p>Image: " + escaped(alt) + "</p>";
  return {200, page + "<p><time>" + post->at.to_string() + "</time></p></article>", "text/html; charset=utf-8"};
}

}  // namespace parvis::simulator
