#pragma once

#include <optional>
#include <string>

#include "live_service.hpp"
#include "live_view.hpp"
#include "settings.hpp"
#include "technique_choice.hpp"

namespace palpate::gui {

/// The technique of the live page's session: what was agreed, where its outline lies on the mat, and whether
/// the client was asked. Tells the service and the view of every change. GUI thread only; knows no widgets.
class SessionTechnique final {
  public:
    explicit SessionTechnique(LiveView& view) : view_(view) {}

    /// Where outlines lay, and who was asked.
    void setSettings(const Settings& settings) { settings_ = settings; }
    /// None = without a technique.
    void choose(const std::optional<TechniqueChoice>& choice);
    /// A mat is connected; `service` must live until disconnected().
    void connected(LiveService& service, const std::string& mat_id);
    void disconnected();
    void place(const Placement& placement);
    /// The client of this code may begin: no contraindication was answered with yes.
    void answer(const std::string& client_code, const Screening& screening);
    /// The next session may be another client's.
    void sessionEnded(const std::string& client_code);
    [[nodiscard]] bool mustAsk(const std::string& client_code) const;
    [[nodiscard]] const std::optional<Coaching>& coaching() const { return coaching_; }

  private:
    [[nodiscard]] Placement placementOn(const MatGeometry& mat) const;
    void tell();

    LiveView& view_;
    Settings settings_;
    LiveService* service_ = nullptr;
    std::string mat_id_;
    std::optional<Coaching> coaching_;
};

}  // namespace palpate::gui
