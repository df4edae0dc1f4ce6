// SPDX-License-Identifier: AGPL-3.0-or-later
#include "simulator/page.h"

namespace parvis::simulator {
namespace {

/// The text escaped, its addresses as links: a demo's reader follows them.
std::string linked(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const start = std::min(text.find("http", at), text.size());
    std::size_t const end = std::min(text.find_first_of(" \n\"<>", start), text.size());
    std::string const address = text.substr(start, end - start);
    bool const is_link = address.starts_with("http://") || address.starts_with("https://");
    out += escaped(text.substr(at, start - at));
    out += is_link ? "<a href=\"" + escaped(address) + "\">" + escaped(address) + "</a>" : escaped(address);
    at = end;
  }
  return out;
}

}  // namespace

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
  std::string page = "<!doctype html><html lang=\"en\" style=\"color-scheme:light dark\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>" + network +
                     "</title><body style=\"font:18px/1.5 system-ui;background:Canvas;color:CanvasText;max-width:40em;margin:3em auto;padding:0 1em\"><main><h1>" + network +
                     "</h1><p>No real network was reached.</p>";
  std::vector<std::pair<std::string, std::string>> const headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"}};
  if (post == nullptr) return {404, page + "<p>No such post.</p></main>", "text/html; charset=utf-8", headers};
  // WordPress keeps HTML; the policy lets none of it act.
  bool const marked_up = post->text.starts_with('<');
  page += "<article><div style=\"white-space:pre-wrap\">" + (marked_up ? post->text : linked(post->text)) + "</div>";
  for (std::string const& alt : post->alts) page += "<p>Image: " + escaped(alt) + "</p>";
  return {200, page + "<p><time>" + post->at.to_string() + "</time></p></article></main>", "text/html; charset=utf-8", headers};
}

}  // namespace parvis::simulator
