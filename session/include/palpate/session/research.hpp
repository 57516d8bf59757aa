#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/technique.hpp"
#include "palpate/session/session_reader.hpp"

// Copies of sessions to be shared (docs/formats.md, "Research package"): pseudonymised, never anonymous.

namespace palpate::session {

/// What a copy may hold; what each keeps, changes and drops is in docs/formats.md.
enum class ResearchProfile {
    Full,         ///< everything, for another clinic that treats the client
    Limited,      ///< pseudonyms, dates kept, no free text
    Shifted,      ///< as Limited, dates moved to 1925 or before, by one shift for each client
    SafeHarbour,  ///< no date, no word that somebody wrote
};
/// "full", "limited", "shifted", "safe-harbour"
[[nodiscard]] std::string_view toString(ResearchProfile profile);
[[nodiscard]] Result<ResearchProfile> parseResearchProfile(std::string_view text);

/// Names that come with the program: all others were written by somebody.
struct KnownNames {
    std::vector<std::string> mat_ids;
    std::vector<std::string> mat_titles;
    std::vector<Technique> techniques;
};

struct ResearchOptions {
    ResearchProfile profile = ResearchProfile::SafeHarbour;
    /// Where pseudonyms are kept from one package to the next; without it they are forgotten.
    std::optional<std::filesystem::path> key_file;
    KnownNames known;
    bool overwrite = false;
    /// A LICENSE file to be filled in.
    bool with_license = false;
};

enum class FieldFate { Kept, Changed, Dropped };
[[nodiscard]] std::string_view toString(FieldFate fate);

/// What becomes of one thing that a session says.
struct FieldReport {
    std::string field;
    FieldFate fate = FieldFate::Kept;
    std::string why;
};

/// What writeResearchCopy() would do, in the order of the session's fields; those that the session does not
/// have are left out. Writes nothing, not even keys.
[[nodiscard]] Result<std::vector<FieldReport>> previewResearch(const std::filesystem::path& session,
                                                               const ResearchOptions& options);

/// One session as a new file, built from what is allowed: nothing is deleted inside a copy, for HDF5 would
/// keep its bytes. Results are not copied. The key file is complete on the disk before the copy appears.
[[nodiscard]] Result<void> writeResearchCopy(const std::filesystem::path& session,
                                             const std::filesystem::path& target,
                                             const ResearchOptions& options);

/// The results of a session that is being packed.
using Analyse = std::function<Result<SessionResults>(SessionReader&)>;

struct PackageReport {
    std::uint64_t sessions = 0;
    std::uint64_t participants = 0;
    std::uint64_t files = 0;
};

/// A folder with the copies of `sessions`, their tables, descriptions and a manifest; appears whole or not at
/// all. InvalidArgument where the key file would lie inside it.
[[nodiscard]] Result<PackageReport> writeResearchPackage(const std::vector<std::filesystem::path>& sessions,
                                                         const std::filesystem::path& folder,
                                                         const ResearchOptions& options,
                                                         const Analyse& analyse);

/// The same package as one file that only the passphrase opens (docs/formats.md, "Sealed package").
[[nodiscard]] Result<PackageReport> writeSealedPackage(const std::vector<std::filesystem::path>& sessions,
                                                       const std::filesystem::path& file,
                                                       const ResearchOptions& options, const Analyse& analyse,
                                                       const std::string& passphrase);

/// Opens a sealed package into a new folder, which appears whole or not at all. Corrupt for a wrong
/// passphrase and for every byte that is missing, moved, changed or added.
[[nodiscard]] Result<std::uint64_t> unsealPackage(const std::filesystem::path& file,
                                                  const std::filesystem::path& folder,
                                                  const std::string& passphrase);

}  // namespace palpate::session
