/**
 * HubSpot's numbers of parent and child: the type says what the other side is
 * to the company that was asked about.
 */
export const TO_CHILD = 13;
export const TO_PARENT = 14;
