#pragma once

#include <QLabel>
#include <QWidget>

#include "technique_agreement.hpp"
#include "technique_picture.hpp"

namespace palpate::gui {

/// One technique: its drawing, how it is done, what it asks for, what to beware of, what is known; and what
/// is agreed with the client.
class TechniqueSheet final : public QWidget {
    Q_OBJECT

  public:
    explicit TechniqueSheet(const Theme& theme, QWidget* parent = nullptr);

    void showTechnique(const Technique& technique);
    void setTheme(const Theme& theme) { picture_->setTheme(theme); }
    [[nodiscard]] TechniqueAgreement& agreement() { return *agreement_; }

  private:
    [[nodiscard]] QLabel* addText(QVBoxLayout& column, const QString& title);

    TechniquePicture* picture_;
    QLabel* posture_;
    QLabel* steps_;
    QLabel* rules_;
    QLabel* cautions_;
    QLabel* evidence_;
    TechniqueAgreement* agreement_;
};

}  // namespace palpate::gui
