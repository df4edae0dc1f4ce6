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

#include "base/json.h"
#include "text/internal/child.h"
#include "text/internal/documents.h"

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

internal::Answer answer_of(Result<Extracted> read) {
  internal::Answer answer;
  if (read) {
    answer.extracted = std::move(*read);
    return answer;
  }
  FieldError const field = read.error().fields.empty() ? FieldError{} : read.error().fields.front();
  std::string const value = field.value.empty() ? read.error().detail : field.value;
  answer.refusal = internal::Refusal{read.error().code, field.limit, value};
  return answer;
}

}  // namespace

int run_extractor(int argument_count, char** arguments) {
  if (argument_count != 3) return 2;
  auto const format = json::named<DocumentFormat>(arguments[1]);
  auto const limits = json::decode<ExtractLimits>(arguments[2]);
  if (!format || !limits) return 2;
  load_conversions();
  shut_in(*limits);
  try {
    return say(json::encode(answer_of(internal::read_document(*format, read_input(limits->bytes), *limits)))) ? 0 : 1;
  } catch (std::exception const&) {
    return 1;  // the parent says "document.unreadable"
  }
}

}  // namespace parvis::text
