// SPDX-License-Identifier: AGPL-3.0-or-later
// What the child does: shut itself in, read, answer.
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>

#include <iconv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/encoding.h"
#include "base/json.h"
#include "text/internal/child.h"
#include "text/internal/documents.h"
#include "text/internal/scrub.h"

namespace parvis::text {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool bounds_memory = false;  // sanitizers reserve terabytes of addresses
#else
constexpr bool bounds_memory = true;
#endif

void bound(int resource, std::uint64_t most) {
  rlimit const limit{most, most};
  ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
}

/// From here on no file or socket can be opened, nothing written but the answer, nobody else started.
void shut_in(ExtractLimits const& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  bound(RLIMIT_CORE, 0);
  bound(RLIMIT_CPU, limits.cpu_seconds);
  bound(RLIMIT_FSIZE, 0);
  bound(RLIMIT_NOFILE, 3);
  if (bounds_memory) bound(RLIMIT_AS, limits.memory_bytes);
}

/// poppler converts with iconv, whose tables are files: loaded while files may still be opened, and held.
void load_conversions() {
  static std::array<iconv_t, 2> const held = {::iconv_open("UTF-8", "UTF-16"), ::iconv_open("UTF-16", "UTF-8")};
  (void)held;
}

std::string read_input(std::uint64_t most) {
  std::string bytes;
  std::array<char, 65536> buffer;
  while (bytes.size() <= most) {
    auto const count = ::read(0, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return bytes;
}

bool say(std::string_view answer) {
  while (!answer.empty()) {
    auto const written = ::write(1, answer.data(), answer.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    answer.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

internal::Answer refusal_of(Problem const& problem) {
  FieldError const field = problem.fields.empty() ? FieldError{} : problem.fields.front();
  std::string const value = field.value.empty() ? problem.detail : field.value;
  internal::Answer answer;
  answer.refusal = internal::Refusal{problem.code, field.limit, value};
  return answer;
}

internal::Answer answer_to(DocumentFormat format, std::string const& bytes, ExtractLimits const& limits) {
  auto read = internal::read_document(format, bytes, limits);
  if (!read) return refusal_of(read.error());
  internal::Answer answer;
  answer.extracted = std::move(*read);
  return answer;
}

internal::Answer answer_to(ScrubbedFormat format, std::string const& bytes, ExtractLimits const& limits) {
  auto const clean = format == ScrubbedFormat::scrub_pdf ? internal::scrub_pdf(bytes) : internal::scrub_archive(bytes, limits);
  if (!clean) return refusal_of(clean.error());
  internal::Answer answer;
  answer.scrubbed = base64(*clean);
  return answer;
}

}  // namespace

int run_extractor(int argument_count, char** arguments) {
  if (argument_count != 3) return 2;
  auto const format = json::named<DocumentFormat>(arguments[1]);
  auto const scrub = json::named<ScrubbedFormat>(arguments[1]);
  auto const limits = json::decode<ExtractLimits>(arguments[2]);
  if ((!format && !scrub) || !limits) return 2;
  load_conversions();
  shut_in(*limits);
  try {
    std::string const bytes = read_input(limits->bytes);
    return say(json::encode(format ? answer_to(*format, bytes, *limits) : answer_to(*scrub, bytes, *limits))) ? 0 : 1;
  } catch (std::exception const&) {
    return 1;  // the parent says "document.unreadable"
  }
}

}  // namespace parvis::text
