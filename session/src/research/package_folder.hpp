#pragma once

#include <filesystem>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/session/research.hpp"

#include "research/pseudonym_keys.hpp"

namespace palpate::session {

/// Fills the empty folder with a whole package; everything is synced. What is new is added to `keys`, which
/// the caller saves before anybody sees the package.
[[nodiscard]] Result<PackageReport> fillPackage(const std::vector<std::filesystem::path>& sessions,
                                                const std::filesystem::path& folder,
                                                const ResearchOptions& options, PseudonymKeys& keys,
                                                const Analyse& analyse);

}  // namespace palpate::session
