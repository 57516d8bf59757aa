#pragma once

#include <string>
#include <vector>

#include <CLI/App.hpp>

namespace palpate::cli {

/// The options of `export --research`.
struct ResearchChoice {
    std::string target;
    std::string profile = "safe-harbour";
    std::string key_file;
    std::string passphrase_file;
    bool is_preview = false;
    bool seals = false;
    bool with_license = false;
};

void addResearchOptions(CLI::App& command, ResearchChoice& choice);

/// Writes the copy or the package, or prints the preview; the exit status.
[[nodiscard]] int exportResearch(const std::vector<std::string>& sessions, const ResearchChoice& choice,
                                 bool overwrite);

}  // namespace palpate::cli
