"""Provider review (*utförarkontroll*): rows of payments and visits, put beside each other and beside other papers."""
