// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/spool.h"

#include <fstream>
#include <stdexcept>

namespace parvis::http {
namespace {

constexpr std::size_t most_in_memory = 1 << 20;

}  // namespace

bool waits_on_disk(RowOptions const& options) { return options.body == RowOptions::Body::spooled || options.most_body_bytes > most_in_memory; }

void bring_to_memory(Request& request) {
  std::ifstream file(*request.spooled, std::ios::binary);
  request.body.resize(std::filesystem::file_size(*request.spooled));
  if (!file.read(request.body.data(), static_cast<std::streamsize>(request.body.size()))) throw std::runtime_error("a body kept on the disk does not read");
  discard(*request.spooled);
  request.spooled.reset();
}

void discard(std::filesystem::path const& spooled) {
  std::error_code ignored;
  std::filesystem::remove(spooled, ignored);
}

}  // namespace parvis::http
