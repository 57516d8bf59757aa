#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "palpate/core/error.hpp"

#include "part_file.hpp"

namespace palpate::session {

/// Which pseudonym stands for whom. Pseudonyms are random, never computed from what they stand for; the file
/// that keeps them is what makes a package traceable, so only its owner may read it.
class PseudonymKeys final {
  public:
    struct Client {
        std::string pseudonym;
        /// Days by which every date of this client is moved, back.
        int shift_days = 0;
        /// Day of the first session that was packed, from which days are counted.
        std::optional<std::chrono::sys_days> first_day;
    };
    struct Session {
        /// 8 letters and digits, for file names.
        std::string label;
        std::string session_id;
    };

    /// Reads the file, if there is one, and keeps others from changing it until the end of this object's
    /// life. Without a path all pseudonyms are new.
    [[nodiscard]] static Result<PseudonymKeys> open(const std::optional<std::filesystem::path>& path);
    /// The same without a lock, for a preview; save() must not be called.
    [[nodiscard]] static Result<PseudonymKeys> read(const std::optional<std::filesystem::path>& path);

    /// The client of this code; of an empty code, one of its own for each session.
    [[nodiscard]] Client& client(const std::string& code, const std::string& session_id);
    [[nodiscard]] const std::string& mat(const std::string& serial);
    [[nodiscard]] const Session& session(const std::string& session_id);
    /// "region_3" for the third name of `kind` "region".
    [[nodiscard]] std::string name(const std::string& kind, const std::string& original);

    /// Replaces the file as a whole, readable by its owner only. Does nothing without a path.
    [[nodiscard]] Result<void> save();

  private:
    [[nodiscard]] Result<void> load(const std::filesystem::path& path);

    std::optional<PartFile> part_;
    std::map<std::string, Client> clients_;
    std::map<std::string, std::string> mats_;
    std::map<std::string, Session> sessions_;
    std::map<std::string, std::map<std::string, int>> names_;
};

}  // namespace palpate::session
