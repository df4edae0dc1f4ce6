// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/quads.h"

#include <charconv>
#include <optional>

namespace parvis::seal {
namespace {

constexpr std::string_view string_type = "http://www.w3.org/2001/XMLSchema#string";

void write_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (char const c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\f': out += "\\f"; break;
      case '\r': out += "\\r"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
          out += c;
        } else {
          ((out += "\\u00") += digits[static_cast<unsigned char>(c) >> 4]) += digits[c & 0xF];
        }
    }
  }
}

void write_term(std::string& out, Term const& term) {
  if (term.kind == Term::Kind::iri) {
    ((out += '<') += term.value) += '>';
  } else if (term.kind == Term::Kind::blank) {
    (out += "_:") += term.value;
  } else if (term.kind == Term::Kind::literal) {
    out += '"';
    write_escaped(out, term.value);
    out += '"';
    if (!term.language.empty()) (out += '@') += term.language;
    if (term.language.empty() && !term.datatype.empty() && term.datatype != string_type) ((out += "^^<") += term.datatype) += '>';
  }
}

void append_utf8(std::string& out, std::uint32_t point) {
  auto const tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | point >> 6), tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | point >> 12), tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | point >> 18), tail(12), tail(6), tail(0);
  }
}

// Reads one line, left to right. Any reading that fails leaves `broken` set.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : rest_(line) {}

  bool broken = false;
  bool at_end() { return skip_blanks(), rest_.empty() || rest_.front() == '#'; }

  Term term() {
    skip_blanks();
    if (taken("<")) return iri(until('>'));
    if (taken("_:")) return blank(label());
    if (taken("\"")) return literal_term();
    return broken = true, Term{};
  }
  bool dot() { return skip_blanks(), taken("."); }
  bool before_dot() { return skip_blanks(), rest_.substr(0, 1) == "."; }

 private:
  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r"), rest_.size())); }
  bool taken(std::string_view text) {
    if (rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  std::string label() {
    std::size_t end = std::min(rest_.find_first_of(" \t<\""), rest_.size());
    while (end > 0 && rest_[end - 1] == '.') --end;  // a label does not end with a point: that one ends the line
    std::string found(rest_.substr(0, end));
    rest_.remove_prefix(end);
    broken = broken || found.empty();
    return found;
  }

  Term literal_term() {
    Term term = literal(until('"'));
    if (taken("@")) {
      std::size_t const end = std::min(rest_.find_first_of(" \t."), rest_.size());
      term.language = std::string(rest_.substr(0, end));
      rest_.remove_prefix(end);
    } else if (taken("^^<")) {
      term.datatype = until('>');
      if (term.datatype == string_type) term.datatype.clear();
    }
    return term;
  }

  std::string until(char end) {
    std::string out;
    while (!rest_.empty() && rest_.front() != end) {
      if (taken("\\")) {
        escape(out);
      } else {
        out += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    broken = broken || rest_.empty();
    if (!rest_.empty()) rest_.remove_prefix(1);
    return out;
  }

  void escape(std::string& out) {
    constexpr std::string_view names = "tbnrf\"'\\", meant = "\t\b\n\r\f\"'\\";
    char const name = rest_.empty() ? '\0' : rest_.front();
    rest_.remove_prefix(rest_.empty() ? 0 : 1);
    if (name == 'u' || name == 'U') return code_point(out, name == 'u' ? 4 : 8);
    std::size_t const at = name == '\0' ? std::string_view::npos : names.find(name);
    at == std::string_view::npos ? void(broken = true) : void(out += meant[at]);
  }

  void code_point(std::string& out, std::size_t digits) {
    std::uint32_t point = 0;
    auto const text = rest_.substr(0, digits);
    auto const read = std::from_chars(text.data(), text.data() + text.size(), point, 16);
    if (text.size() != digits || read.ptr != text.data() + digits || point > 0x10FFFF) return void(broken = true);
    rest_.remove_prefix(digits);
    append_utf8(out, point);
  }

  std::string_view rest_;
};

std::optional<Quad> read_line(LineReader& reader) {
  Quad quad{reader.term(), reader.term(), reader.term(), {}};
  if (!reader.broken && !reader.before_dot()) quad.graph = reader.term();
  bool const well = !reader.broken && reader.dot() && reader.at_end();
  bool const fitting = quad.predicate.kind == Term::Kind::iri && quad.subject.kind != Term::Kind::literal && quad.graph.kind != Term::Kind::literal;
  return well && fitting ? std::optional(std::move(quad)) : std::nullopt;
}

}  // namespace

Term iri(std::string value) { return {Term::Kind::iri, std::move(value), {}, {}}; }
Term blank(std::string label) { return {Term::Kind::blank, std::move(label), {}, {}}; }
Term literal(std::string text, std::string datatype) { return {Term::Kind::literal, std::move(text), std::move(datatype), {}}; }

std::string line_of(Quad const& quad) {
  std::string out;
  for (Term const* term : {&quad.subject, &quad.predicate, &quad.object, &quad.graph}) {
    if (term->kind == Term::Kind::none) continue;
    write_term(out, *term);
    out += ' ';
  }
  return out + ".\n";
}

Result<Quads> read_quads(std::string_view text) {
  Quads quads;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::size_t const end = text.find('\n');
    LineReader reader(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (reader.at_end()) continue;
    auto quad = read_line(reader);
    if (!quad) return invalid_field("", "seal.quads_malformed", "N-Quads", std::to_string(number));
    quads.push_back(std::move(*quad));
  }
  return quads;
}

}  // namespace parvis::seal
