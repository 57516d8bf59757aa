#pragma once

#include <optional>
#include <string>
#include <vector>

#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"
#include "palpate/session/research.hpp"

// The files of a research package that describe its sessions.

namespace palpate::session {

/// One session of a package, as its copy says.
struct PackedSession {
    std::string participant;
    std::string label;
    /// Of the copy and of its tables, relative to the package.
    std::string file;
    std::string tables;
    std::optional<int> day;
    SessionHeader header;
    std::uint64_t frames = 0;
    double duration_s = 0.0;
    std::optional<double> rate_hz;
    QualityGrade quality = QualityGrade::A;
};

/// One column of a table of the package.
struct DictionaryRow {
    std::string file;
    std::string column;
    std::string unit;
    std::string definition;
};

[[nodiscard]] std::string participantsTsv(const std::vector<PackedSession>& sessions);
[[nodiscard]] std::string sessionsTsv(const std::vector<PackedSession>& sessions, ResearchProfile profile);
/// The sidecars of the two tables: what each column is.
[[nodiscard]] std::string participantsJson();
[[nodiscard]] std::string sessionsJson(ResearchProfile profile);
/// `tables`: the columns of the tables, each once.
[[nodiscard]] std::string dictionaryTsv(const std::vector<DictionaryRow>& tables, ResearchProfile profile);
[[nodiscard]] std::string dictionaryJson(const std::vector<DictionaryRow>& tables, ResearchProfile profile);
[[nodiscard]] std::string descriptionJson(ResearchProfile profile);
[[nodiscard]] std::string readmeText(const std::vector<PackedSession>& sessions, ResearchProfile profile);
[[nodiscard]] std::string citationText();
[[nodiscard]] std::string licenseText();
[[nodiscard]] std::size_t participantsIn(const std::vector<PackedSession>& sessions);

}  // namespace palpate::session
